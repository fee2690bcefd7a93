package io.snodo.hub.correspondents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.doors.soap.SoapMember;
import io.snodo.hub.exchange.Pen;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Speaks SOAP and seals itself; asks for what waits, or is called at an endpoint. */
public final class BySoap implements Correspondent {
    private final MemberCode code;
    private final SoapMember member;
    private final @Nullable SoapEndpoint endpoint;

    private BySoap(TestHub hub, MemberCode code, @Nullable SoapEndpoint endpoint) throws IOException {
        this.code = code;
        this.member = new SoapMember(hub, code);
        this.endpoint = endpoint;
    }

    public static BySoap asking(TestHub hub, MemberCode code) throws IOException {
        return new BySoap(hub, code, null);
    }

    /** {@code endpoint} stays its opener's to close. */
    public static BySoap called(TestHub hub, MemberCode code, SoapEndpoint endpoint) throws IOException {
        return new BySoap(hub, code, endpoint);
    }

    @Override
    public MemberCode code() {
        return code;
    }

    @Override
    public Stamp say(Pen.Written written) throws Exception {
        return stamp(SoapMember.elements(left(written), "receipt").getFirst());
    }

    @Override
    public void mention(Pen.Written written) throws Exception {
        assertThat(SoapMember.elements(left(written), "receipt")).isEmpty();
    }

    private Document left(Pen.Written written) throws Exception {
        SoapMember.Answer taken = member.ask(
                endpoint == null ? "" : "<s:X-ReplyTo>" + endpoint.address() + "</s:X-ReplyTo>",
                "<s:submit><s:sealed>" + written.jws() + "</s:sealed></s:submit>");
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        String correlation = taken.first("X-Correlation-ID");
        Document outcome = endpoint == null ? asked(correlation) : endpoint.told(correlation);
        assertThat(SoapMember.elements(outcome, "refused"))
                .as(SoapMember.text(outcome))
                .isEmpty();
        return outcome;
    }

    private Document asked(String correlation) throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        member.about(correlation, "<s:status/>").first("status").equals("done"));
        return member.about(correlation, "<s:outcome/>").document();
    }

    @Override
    public List<Frame.Delivery> deliveries() throws Exception {
        List<Document> brought =
                endpoint == null ? List.of(member.ask("<s:collect/>").document()) : endpoint.brought();
        return brought.stream()
                .flatMap(each -> SoapMember.elements(each, "delivery").stream())
                .map(each -> new Frame.Delivery(text(each, "sealed").orElseThrow(), stamp((Element)
                        each.getElementsByTagNameNS("*", "stamp").item(0))))
                .toList();
    }

    @Override
    public List<Frame.Step> progress() throws Exception {
        List<Document> brought = endpoint == null
                ? List.of(member.ask("<s:collect><s:since>" + Instant.EPOCH + "</s:since></s:collect>")
                        .document())
                : endpoint.brought();
        return brought.stream()
                .flatMap(each -> SoapMember.elements(each, "step").stream())
                .map(BySoap::step)
                .toList();
    }

    private static Frame.Step step(Element step) {
        String level = text(step, "level").orElseThrow();
        return new Frame.Step(
                UUID.fromString(text(step, "message").orElseThrow()),
                new MemberCode(text(step, "by").orElseThrow()),
                level.equals("refused") ? Receipt.Level.REFUSED : Receipt.Level.valueOf(level),
                text(step, "refusal").map(RefusalCode::ofWire).orElse(null));
    }

    private static Stamp stamp(Element stamp) {
        return new Stamp(
                text(stamp, "leaf").orElseThrow(),
                Integer.parseInt(text(stamp, "index").orElseThrow()),
                all(stamp, "path"),
                text(stamp, "root").orElseThrow());
    }

    private static Optional<String> text(Element of, String name) {
        return all(of, name).stream().findFirst();
    }

    private static List<String> all(Element of, String name) {
        NodeList found = of.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }

    @Override
    public void close() {
        member.close();
    }
}
