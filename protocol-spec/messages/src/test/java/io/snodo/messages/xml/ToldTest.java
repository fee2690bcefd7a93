package io.snodo.messages.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Samples;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.hidden.Hiding;
import io.snodo.messages.hidden.Sight;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ToldTest {
    private static final Sealed SEALED = Hiding.seal(
            Samples.message(new TicketOpen("Lampione spento", "Di sera.", "strade", null, "phone", null, null)
                    .at("Calle Larga 12")),
            Map.of("place", Sight.OWNER, "description", Sight.OWNER),
            SealKey.generate());

    /** The seal is told to the last octet; the XML beside it is for reading. */
    @Test
    void aHiddenFieldThatIsDisclosedStandsInItsPlace() {
        Element delivery = delivered(SEALED.jws());

        assertThat(text(delivery, "sealed")).isEqualTo(SEALED.jws());
        assertThat(delivery.getElementsByTagNameNS(Names.STAFFETTA, "digest")
                        .item(2)
                        .getTextContent())
                .isEqualTo(SEALED.digest());
        assertThat(text(delivery, "place")).isEqualTo("Calle Larga 12");
        assertThat(text(delivery, "description")).isEqualTo("Di sera.");
        assertThat(delivery.getElementsByTagNameNS(Names.STAFFETTA, "field").getLength())
                .isEqualTo(2);
    }

    @Test
    void aHiddenFieldThatIsWithheldIsNotTold() {
        String text = Sealed.with(SEALED.signed(), List.of());

        Element delivery = delivered(text);

        assertThat(text(delivery, "sealed")).isEqualTo(text);
        assertThat(delivery.getElementsByTagNameNS(Names.STAFFETTA, "place").getLength())
                .isZero();
        assertThat(delivery.getElementsByTagNameNS(Names.STAFFETTA, "hidden").getLength())
                .isEqualTo(2);
    }

    private static Element delivered(String message) {
        Element answer = Told.root("collectResponse");
        Told.delivery(answer, new Frame.Delivery(message, new Stamp("{}", 0, List.of(), "a.b.c")));
        return answer;
    }

    private static String text(Element in, String name) {
        return in.getElementsByTagNameNS(Names.STAFFETTA, name).item(0).getTextContent();
    }
}
