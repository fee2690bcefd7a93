package io.snodo.conformance.spoke.soap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.soap.Composing;
import io.snodo.conformance.soap.Ns;
import io.snodo.conformance.soap.Xml;
import io.snodo.conformance.spoke.Seat;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the spoke may ask of the kit's hub. Whether its envelopes are good is a rule's to say; here they are taken. */
final class Operations {
    private static final int MOST = 100;

    private final String address;
    private final MemberCode spoke;
    private final Mailbox mailbox;
    private final Composing composing;
    private final Consumer<Mailbox.Submission> decided;
    private final Seat.Ear ear;

    Operations(
            String address,
            MemberCode spoke,
            Mailbox mailbox,
            Composing composing,
            Consumer<Mailbox.Submission> decided,
            Seat.Ear ear) {
        this.address = address;
        this.spoke = spoke;
        this.mailbox = mailbox;
        this.composing = composing;
        this.decided = decided;
        this.ear = ear;
    }

    /** Over HTTP, signed. */
    @SuppressWarnings("ArrayRecordComponent") // written once, and compared by nobody
    record Answer(int status, byte[] envelope) {}

    /** What an operation comes to. */
    private record Said(int status, String payload, String correlation) {}

    Answer answer(HttpExchange exchange) throws IOException {
        byte[] octets = exchange.getRequestBody().readNBytes(XmlLimits.SOAP.bytes() + 1);
        if (!(XmlReader.read(octets, XmlLimits.SOAP) instanceof XmlReading.Plain(Document envelope))) {
            Said said = fault(
                    Refusal.of(RefusalCode.XML_MALFORMED), UUID.randomUUID().toString());
            note(exchange, octets, "");
            return new Answer(said.status(), signed(said, ""));
        }
        String operation = payload(envelope)
                .map(each -> String.valueOf(each.getLocalName()))
                .orElse("");
        note(exchange, octets, operation);
        Said said = said(operation, envelope);
        return new Answer(said.status(), signed(said, answering(envelope)));
    }

    private Said said(String operation, Document envelope) {
        String about = header(envelope, Names.STAFFETTA, "X-Correlation-ID");
        return switch (operation) {
            case "submit" -> submit(envelope);
            case "status" ->
                submission(
                        about,
                        each -> "<s:statusResponse>" + Told.element("status", each.done ? "done" : "processing")
                                + "</s:statusResponse>");
            case "outcome" -> {
                Optional<Mailbox.Submission> found = mailbox.submission(about);
                yield found.isPresent() && !found.get().done
                        ? fault(Refusal.later(RefusalCode.MESSAGE_IN_PROGRESS, Duration.ofSeconds(1)), about)
                        : submission(
                                about,
                                each -> "<s:outcomeResponse>" + Told.result(each.message, each.outcome)
                                        + "</s:outcomeResponse>");
            }
            case "collect" -> new Said(200, collect(envelope), UUID.randomUUID().toString());
            default ->
                fault(
                        Refusal.of(RefusalCode.METHOD_NOT_ALLOWED),
                        UUID.randomUUID().toString());
        };
    }

    private Said submission(String correlation, java.util.function.Function<Mailbox.Submission, String> answer) {
        return mailbox.submission(correlation)
                .map(each -> new Said(200, answer.apply(each), correlation))
                .orElseGet(() -> fault(
                        Refusal.of(RefusalCode.NOT_FOUND), UUID.randomUUID().toString()));
    }

    private Said submit(Document envelope) {
        String jws = payload(envelope)
                .flatMap(each -> Xml.only(each, Names.STAFFETTA, "sealed"))
                .map(Xml::text)
                .orElse("");
        if (jws.isEmpty()) { // the kit's hub holds no keys
            return fault(Refusal.of(RefusalCode.KEY_UNKNOWN), UUID.randomUUID().toString());
        }
        JsonNode said = Reads.payload(jws);
        String replyTo = header(envelope, Names.STAFFETTA, "X-ReplyTo");
        Mailbox.Submission submission =
                mailbox.submitted(said.path("id").asString(""), replyTo.isEmpty() ? null : replyTo);
        if (said.path("type").asString("").equals("receipt")) {
            said.path("body")
                    .path("entries")
                    .forEach(entry -> mailbox.confirmed(entry.path("message").asString("")));
        }
        ear.heard(jws, "");
        if (said.path("type").asString("").equals("receipt")) {
            mailbox.decide(submission.message, null).ifPresent(decided);
        }
        JsonNode outcome = submission.outcome;
        if (outcome != null && outcome.path("problem").path("code").asString("").equals(RefusalCode.HUB_BUSY.wire())) {
            mailbox.forget(submission); // ST-550: nothing is kept
            return fault(Refusal.later(RefusalCode.HUB_BUSY, Duration.ofSeconds(1)), submission.correlation);
        }
        return new Said(
                200,
                "<s:submitResponse>" + Told.element("status", "accepted") + "</s:submitResponse>",
                submission.correlation);
    }

    private String collect(Document envelope) {
        long after = number(envelope, "after", 0);
        Map<Long, JsonNode> page = mailbox.after(after, (int) Math.clamp(number(envelope, "limit", MOST), 1, MOST));
        StringBuilder text = new StringBuilder("<s:collectResponse>");
        page.values().forEach(each -> text.append(Told.delivery(each)));
        if (Xml.first(envelope, Names.STAFFETTA, "since").isPresent()) {
            mailbox.steps().forEach(each -> text.append(Told.step(each)));
        }
        long cursor = page.keySet().stream().mapToLong(Long::longValue).max().orElse(after);
        return text + Told.element("cursor", Long.toString(cursor)) + "</s:collectResponse>";
    }

    private static long number(Document envelope, String name, long otherwise) {
        return Xml.first(envelope, Names.STAFFETTA, name)
                .map(each -> Long.parseLong(Xml.text(each)))
                .orElse(otherwise);
    }

    private static Said fault(Refusal refusal, String correlation) {
        return new Said(500, Told.fault(refusal, correlation), correlation);
    }

    private byte[] signed(Said said, String headers) {
        return composing
                .compose(new Composing.Wanted(
                        "http://www.w3.org/2005/08/addressing/anonymous",
                        said.payload(),
                        null,
                        said.correlation(),
                        headers,
                        List.of()))
                .octets();
    }

    /** What the answer names of the request. */
    private static String answering(Document envelope) {
        StringBuilder references = new StringBuilder();
        NodeList found = envelope.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Reference");
        for (int i = 0; i < found.getLength(); i++) {
            references.append(Xml.written(found.item(i)));
        }
        return "<wsa:RelatesTo wsu:Id=\"relates\">"
                + Xml.escaped(header(envelope, Ns.ADDRESSING, "MessageID"))
                + "</wsa:RelatesTo><s:X-RequestDigest wsu:Id=\"repeats\">" + references + "</s:X-RequestDigest>";
    }

    private void note(HttpExchange exchange, byte[] octets, String operation) {
        ObjectNode seen = Json.MAPPER.createObjectNode();
        seen.put("binding", "soap");
        seen.put("operation", operation);
        seen.put("to", address);
        seen.put("member", spoke.value());
        seen.put("type", exchange.getRequestHeaders().getFirst("Content-Type"));
        seen.put("peer", peer(exchange));
        seen.put("request", new String(octets, StandardCharsets.UTF_8));
        ear.called(seen);
    }

    private static String peer(HttpExchange exchange) {
        try {
            return exchange instanceof HttpsExchange https
                    ? https.getSSLSession().getPeerPrincipal().getName().replaceAll("(?:.*,)?CN=([^,]*).*", "$1")
                    : "";
        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
            return "";
        }
    }

    private static Optional<Element> payload(Document envelope) {
        return Xml.only(envelope.getDocumentElement(), Ns.SOAP, "Body")
                .flatMap(body -> Xml.children(body).stream().findFirst());
    }

    private static String header(Document envelope, String namespace, String name) {
        return Xml.only(envelope.getDocumentElement(), Ns.SOAP, "Header")
                .flatMap(header -> Xml.only(header, namespace, name))
                .map(Xml::text)
                .orElse("");
    }
}
