package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.soap.Ns;
import io.snodo.conformance.soap.Signatures;
import io.snodo.conformance.soap.Xml;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Catalogue;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;

/** Every envelope of the hub, answers, faults and calls alike, is signed by it and says what it belongs to. */
final class EnvelopesSigned implements Standing.Rule {
    private static final XmlLimits LIMITS =
            new XmlLimits(8 * 1024 * 1024, 64, 200_000, 64, 300, 16 * 1024, 4 * 1024 * 1024);
    private static final int FIRST_OF_THE_HUBS = 500;

    private final @Nullable X509Certificate hub;

    /** {@code hub} signs; it must be known as soon as there is an envelope to look at. */
    EnvelopesSigned(@Nullable X509Certificate hub) {
        this.hub = hub;
    }

    @Override
    public String title() {
        return "envelopes of the hub are signed by it, name the request they answer, and refuse with a code of the catalogue";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-587", "ST-601", "ST-604");
    }

    @Override
    public Optional<String> flaw(Event event) {
        JsonNode call = event.content();
        if (event.what() != What.CALLED || !call.has("envelope")) {
            return Optional.empty();
        }
        byte[] octets = call.path("envelope").stringValue("").getBytes(StandardCharsets.UTF_8);
        if (hub == null || !(XmlReader.read(octets, LIMITS) instanceof XmlReading.Plain(Document envelope))) {
            return Optional.of("the answer to " + call.path("call").stringValue("") + " is no envelope");
        }
        return new Signatures(hub)
                .flaw(envelope, event.at())
                .or(() -> call.has("to") ? brought(call, envelope) : answered(call, envelope))
                .map(flaw -> "an envelope of the hub (" + call.path("call").stringValue("") + " "
                        + call.path("code").stringValue("") + ") " + flaw);
    }

    private static Optional<String> brought(JsonNode call, Document envelope) {
        if (!header(envelope, Ns.ADDRESSING, "To").equals(call.path("to").stringValue(""))) {
            return Optional.of("is not addressed to the endpoint");
        }
        if (!call.path("peer").asString("").equals(MemberCode.HUB.value())) {
            return Optional.of(
                    "came over the connection of " + call.path("peer").asString("nobody"));
        }
        return header(envelope, Names.STAFFETTA, "X-Correlation-ID").isEmpty()
                ? Optional.of("has no X-Correlation-ID")
                : Optional.empty();
    }

    private static Optional<String> answered(JsonNode call, Document envelope) {
        String correlation = header(envelope, Names.STAFFETTA, "X-Correlation-ID");
        if (correlation.isEmpty()) {
            return Optional.of("has no X-Correlation-ID");
        }
        int status = call.path("status").intValue(0);
        boolean verified = status == 200;
        String related = header(envelope, Ns.ADDRESSING, "RelatesTo");
        if ((verified || !related.isEmpty())
                && !related.equals(call.path("asked").stringValue(""))) {
            return Optional.of("relates to \"" + related + "\" and not to what was asked");
        }
        List<String> repeated = digests(envelope);
        if ((verified || !repeated.isEmpty())
                && !repeated.equals(call.path("digests")
                        .valueStream()
                        .map(each -> each.asString(""))
                        .toList())) {
            return Optional.of("does not repeat the references of the request's signature");
        }
        return verified ? Optional.empty() : fault(status, correlation, envelope);
    }

    private static Optional<String> fault(int status, String correlation, Document envelope) {
        Optional<Element> fault = Xml.first(envelope, Ns.SOAP, "Fault");
        Optional<Element> problem = Xml.first(envelope, Names.STAFFETTA, "problem");
        if (status != 500 || fault.isEmpty() || problem.isEmpty()) {
            return Optional.of("is no fault with a problem over HTTP 500, but " + status);
        }
        String code = text(problem.get(), "code");
        Optional<Catalogue.Entry> known = Arrays.stream(RefusalCode.values())
                .filter(each -> each.wire().equals(code))
                .findFirst()
                .map(Catalogue::of);
        if (known.isEmpty()) {
            return Optional.of("refuses with " + code + ", which the catalogue does not have");
        }
        String blamed = Xml.children(fault.get()).stream()
                .filter(each -> "faultcode".equals(each.getLocalName()))
                .map(Xml::text)
                .findFirst()
                .orElse("");
        boolean theirs = known.get().http() < FIRST_OF_THE_HUBS;
        if (!blamed.endsWith(theirs ? "Client" : "Server")
                || !text(problem.get(), "status")
                        .equals(Integer.toString(known.get().http()))
                || !text(problem.get(), "retryable")
                        .equals(Boolean.toString(known.get().retryable()))
                || !text(problem.get(), "correlation").equals(correlation)) {
            return Optional.of("says another fault code, status, retryable or correlation than it must");
        }
        return Xml.children(problem.get(), Names.STAFFETTA, "sentence").isEmpty()
                        || text(problem.get(), "advice").isEmpty()
                ? Optional.of("says to nobody what to do")
                : Optional.empty();
    }

    private static String text(Element of, String name) {
        return Xml.only(of, Names.STAFFETTA, name).map(Xml::text).orElse("");
    }

    private static String header(Document envelope, String namespace, String name) {
        return Xml.only(envelope.getDocumentElement(), Ns.SOAP, "Header")
                .flatMap(header -> Xml.only(header, namespace, name))
                .map(Xml::text)
                .orElse("");
    }

    private static List<String> digests(Document envelope) {
        List<String> digests = new ArrayList<>();
        Xml.first(envelope, Names.STAFFETTA, "X-RequestDigest").ifPresent(repeated -> {
            NodeList found = repeated.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "DigestValue");
            for (int i = 0; i < found.getLength(); i++) {
                digests.add(Xml.text((Element) found.item(i)));
            }
        });
        return digests;
    }
}
