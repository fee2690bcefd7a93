package io.snodo.conformance.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OctetsTest {

    @Test
    void aContentIsItsTextSoOftenAndHasTheDigestOfAll() {
        assertThat(Octets.of("abc*1").digest()).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
        assertThat(Octets.of("abc*1").header()).isEqualTo("SHA-256=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assertThat(Octets.of("a*b*3").part(0, -1)).asString().isEqualTo("a*ba*ba*b");
    }

    @Test
    void aPartEndsBeforeItsLastNumber() {
        assertThat(Octets.of("abc*2").part(1, 4)).asString().isEqualTo("bca");
        assertThat(Octets.of("abc*2").part(4, -1)).asString().isEqualTo("bc");
        assertThatThrownBy(() -> Octets.of("abc")).hasMessageContaining("TEXT*N");
    }
}
