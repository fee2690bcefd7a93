package io.snodo.hub.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /** The last six of the eight digits of RFC 6238, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long seconds, String code) {
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(seconds))).hasValue(seconds / 30);
    }

    @Test
    void aClockMayBeWrongByOneStepAndNoMore() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        long step = now.getEpochSecond() / 30;
        for (long near = step - 1; near <= step + 1; near++) {
            assertThat(Totp.step(SECRET, Totp.code(SECRET, near), now)).hasValue(near);
        }
        assertThat(Totp.step(SECRET, Totp.code(SECRET, step - 2), now)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, step + 2), now)).isEmpty();
    }

    /** RFC 4648, 10, and the secret above as telephones show it. */
    @Test
    void secretsAreWrittenAsAuthenticatorsReadThem() {
        assertThat(Base32.of("fooba".getBytes(US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Base32.of(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    @Test
    void aClosedSecretOpensForItsOwnerAloneAndWithItsKeyAlone() {
        ClosedSecrets ours = new ClosedSecrets(new byte[32]);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        byte[] closed = ours.close(SECRET, "livia");
        assertThat(ours.open(closed, "livia")).contains(SECRET);
        assertThat(ours.open(closed, "marta")).isEmpty();
        assertThat(new ClosedSecrets(otherKey).open(closed, "livia")).isEmpty();
        assertThat(new String(closed, US_ASCII)).doesNotContain("1234567890");
        assertThat(ours.close(SECRET, "livia")).isNotEqualTo(closed);
        assertThatThrownBy(() -> new ClosedSecrets(new byte[5])).isInstanceOf(IllegalArgumentException.class);
    }
}
