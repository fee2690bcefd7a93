package io.snodo.hub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientTest {
    @Test
    void addressesAreToldApart() {
        assertThat(Client.of("192.0.2.1")).isEqualTo("192.0.2.1").isNotEqualTo(Client.of("192.0.2.2"));
    }

    @Test
    void allOfAHouseholdsAddressesAreOne() {
        assertThat(Client.of("2001:db8:1:2::1"))
                .isEqualTo(Client.of("2001:db8:1:2:ffff::9"))
                .isNotEqualTo(Client.of("2001:db8:1:3::1"));
    }

    @Test
    void whatIsNoAddressGetsNoCountOfItsOwn() {
        assertThat(Client.of("unknown, " + "x".repeat(5000))).isEqualTo(Client.of("_hidden"));
    }
}
