package io.snodo.messages.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.TicketNumber;
import org.junit.jupiter.api.Test;

class TrackingCodeTest {
    private static final TicketNumber TICKET = TicketNumber.mint("L736", 42);

    @Test
    void isTenCharactersThatCannotBeTakenForEachOther() {
        for (int i = 0; i < 1000; i++) {
            assertThat(TrackingCode.random().value()).matches("[23456789ABCDEFGHJKMNPQRSTVWXYZ]{10}");
        }
    }

    @Test
    void isTheSameHoweverItIsTyped() {
        assertThat(new TrackingCode("abcd-efgh 23")).isEqualTo(new TrackingCode("ABCDEFGH23"));
    }

    /** SHA-256 of {@code L736-000042-T:ABCDEFGH23}. */
    @Test
    void isKnownToTheNetworkByADigestThatIsBoundToItsTicket() {
        TrackingCode code = new TrackingCode("ABCDEFGH23");

        assertThat(code.digest(TICKET)).isEqualTo("v8GoJ1BhiC9dr-5mfyeQ6BdskQg6L6eV6zUR5t_h5Ac");
        assertThat(code.digest(TICKET)).isNotEqualTo(code.digest(TicketNumber.mint("L736", 43)));
    }

    @Test
    void isNotPrintedByAccident() {
        assertThat(new TrackingCode("ABCDEFGH23").toString()).doesNotContain("ABCD");
    }
}
