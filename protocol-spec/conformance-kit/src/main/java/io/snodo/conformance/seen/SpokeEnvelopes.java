package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.soap.Ns;
import io.snodo.conformance.soap.Signatures;
import io.snodo.conformance.soap.Xml;
import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** A spoke that speaks SOAP signs what it asks, never twice under one id, and confirms what it is brought. */
final class SpokeEnvelopes implements Standing.Rule {
    private static final String TYPE = "text/xml";

    private final @Nullable X509Certificate spoke;
    private final Set<String> ids = new HashSet<>();

    SpokeEnvelopes(@Nullable X509Certificate spoke) {
        this.spoke = spoke;
    }

    @Override
    public String title() {
        return "envelopes of the spoke are signed by it, for the hub, each under an id of its own; what is brought is confirmed";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-580", "ST-581", "ST-582", "ST-583", "ST-584", "ST-585", "ST-586", "ST-589", "ST-604");
    }

    @Override
    public Optional<String> flaw(Event event) {
        JsonNode call = event.content();
        if (event.what() != What.CALLED || !call.path("binding").stringValue("").equals("soap")) {
            return Optional.empty();
        }
        return call.has("brought") ? confirmed(call) : asked(call, event).map(flaw -> "a request of the spoke " + flaw);
    }

    private Optional<String> asked(JsonNode call, Event event) {
        String type = call.path("type").asString("").replace(" ", "").toLowerCase(Locale.ROOT);
        if (!type.equals(TYPE) && !type.equals(TYPE + ";charset=utf-8")) {
            return Optional.of("has content-type " + type);
        }
        byte[] octets = call.path("request").stringValue("").getBytes(StandardCharsets.UTF_8);
        if (spoke == null || !(XmlReader.read(octets, XmlLimits.SOAP) instanceof XmlReading.Plain(Document envelope))) {
            return Optional.of("is no envelope");
        }
        if (!call.path("peer").asString("").equals(call.path("member").asString("-"))) {
            return Optional.of(
                    "came over the connection of " + call.path("peer").asString("nobody"));
        }
        Optional<String> id = header(envelope, "MessageID");
        if (!header(envelope, "To").equals(Optional.of(call.path("to").asString("")))) {
            return Optional.of("is not addressed to the hub");
        }
        if (id.isEmpty() || !ids.add(id.get())) {
            return Optional.of("has no MessageID, or one that was used");
        }
        return new Signatures(spoke).flaw(envelope, event.at());
    }

    /** With the operation's own answer and the call's correlation. */
    private static Optional<String> confirmed(JsonNode call) {
        return call.path("status").intValue(0) == 200
                        && !(call.path("operation")
                                        .asString("")
                                        .equals(call.path("brought").asString("") + "Response")
                                && call.path("acknowledges")
                                        .asString("")
                                        .equals(call.path("correlation").asString("-")))
                ? Optional.of("what was brought was not confirmed by "
                        + call.path("brought").asString("") + "Response")
                : Optional.empty();
    }

    private static Optional<String> header(Document envelope, String name) {
        Optional<Element> header = Xml.only(envelope.getDocumentElement(), Ns.SOAP, "Header");
        return header.flatMap(each -> Xml.only(each, Ns.ADDRESSING, name)).map(Xml::text);
    }
}
