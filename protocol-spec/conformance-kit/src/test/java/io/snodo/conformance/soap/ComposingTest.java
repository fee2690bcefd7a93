package io.snodo.conformance.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.snodo.conformance.wire.Stranger;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** The kit's envelopes are good where it wants them to be, and are found bad where it has spoiled them. */
class ComposingTest {
    private static final Instant NOW = Instant.now();

    private static Pen own;
    private static Pen other;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        Stranger first = Stranger.named(new MemberCode("c_l736"));
        Stranger second = Stranger.named(new MemberCode("c_g337"));
        own = new Pen(first.certificate(), first.key());
        other = new Pen(second.certificate(), second.key());
    }

    @Test
    void whatIsNotSpoiledHolds() {
        assertThat(flaw()).isEmpty();
        assertThat(flaw("late")).isEmpty();
        assertThat(flaw("early")).isEmpty();
        assertThat(flaw("extra-header")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unsigned",
                "no-signature",
                "no-token",
                "two-tokens",
                "no-timestamp",
                "two-timestamps",
                "two-security",
                "body-unsigned",
                "timestamp-unsigned",
                "to-unsigned",
                "id-unsigned",
                "correlation-unsigned",
                "wrapped",
                "wrapped-with-its-id",
                "sha1-digest",
                "inclusive",
                "body-changed",
                "to-changed",
                "signature-changed",
                "digest-changed",
                "stale",
                "expired",
                "good-for-long",
                "ahead",
                "by-B"
            })
    void whatIsSpoiledDoesNotHold(String word) {
        assertThat(flaw(word)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doctype",
                "entity",
                "external-entity",
                "processing-instruction",
                "truncated",
                "utf-16",
                "latin-1",
                "nested-40",
                "long-attribute",
                "many-attributes",
                "long-name",
                "many-elements",
                "over-size"
            })
    void whatIsNoPlainXmlIsNotRead(String word) {
        assertThat(read(word)).isInstanceOf(XmlReading.Refused.class);
    }

    @Test
    void aWordThatIsNotThereIsAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("spoilt"));
    }

    @Test
    void whatIsRepeatedIsSentTwice() {
        Request repeated = compose("repeated");
        Request sameId = compose("same-id");

        assertThat(repeated.first()).singleElement().isEqualTo(repeated.octets());
        assertThat(sameId.first())
                .singleElement()
                .satisfies(first ->
                        assertThat(new String(first, StandardCharsets.UTF_8)).contains(sameId.messageId()));
        assertThat(sameId.first().getFirst()).isNotEqualTo(sameId.octets());
    }

    private static Optional<String> flaw(String... spoiled) {
        return switch (read(spoiled)) {
            case XmlReading.Plain(Document envelope) -> new Signatures(own.certificate()).flaw(envelope, NOW);
            case XmlReading.Refused(Refusal refusal) -> throw new AssertionError(refusal.detail());
        };
    }

    private static XmlReading read(String... spoiled) {
        return XmlReader.read(compose(spoiled).octets(), XmlLimits.SOAP);
    }

    private static Request compose(String... spoiled) {
        return new Composing(own, _ -> other, Clock.fixed(NOW, ZoneOffset.UTC))
                .compose(new Composing.Wanted(
                        "https://hub.example/soap/staffetta/v1",
                        "<s:registry/>",
                        null,
                        "0d5f1c9e-0000-4000-8000-000000000000",
                        List.of(spoiled)));
    }
}
