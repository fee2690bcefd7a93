package io.snodo.conformance.wire.soap;

import io.snodo.conformance.soap.Ns;
import io.snodo.conformance.soap.Request;
import io.snodo.conformance.soap.Xml;
import io.snodo.messages.Json;
import io.snodo.messages.Sha256;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the hub has answered to a call.
 *
 * @param payload the one element of its body; absent where it is no envelope at all
 */
record Answered(int status, String text, @Nullable Element payload, Map<String, String> headers) {
    /** A page of deliveries may be longer than what a member may send. */
    private static final XmlLimits ANSWERS =
            new XmlLimits(8 * 1024 * 1024, 64, 200_000, 64, 300, 16 * 1024, 4 * 1024 * 1024);

    /** By HTTP itself, before the hub has an envelope to answer to (ST-626). */
    private static final int GIVEN_UP = 408;

    static Answered of(int status, byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        if (!(XmlReader.read(octets, ANSWERS) instanceof XmlReading.Plain(Document document))) {
            return new Answered(status, text, null, Map.of());
        }
        Element root = document.getDocumentElement();
        Map<String, String> headers = new LinkedHashMap<>();
        Xml.only(root, Ns.SOAP, "Header")
                .ifPresent(header -> Xml.children(header)
                        .forEach(each ->
                                headers.put(each.getLocalName().toLowerCase(java.util.Locale.ROOT), Xml.text(each))));
        Optional<Element> payload = Xml.only(root, Ns.SOAP, "Body")
                .flatMap(body -> Xml.children(body).stream().findFirst());
        return new Answered(status, text, payload.orElse(null), headers);
    }

    boolean isTaken() {
        return status == 200 && payload != null;
    }

    String correlation() {
        return headers.getOrDefault("x-correlation-id", "");
    }

    /** A fault's problem, or what the operation answers; empty where there is nothing of the kind. */
    JsonNode content() {
        if (payload == null) {
            return Json.MAPPER.createObjectNode();
        }
        return Xml.is(payload, Ns.SOAP, "Fault")
                ? Xml.first(payload.getOwnerDocument(), Names.STAFFETTA, "problem")
                        .<JsonNode>map(Frames::problem)
                        .orElseGet(Json.MAPPER::createObjectNode)
                : Frames.json(payload);
    }

    String code() {
        return content().path("code").asString("");
    }

    /** For the rules that always hold. */
    ObjectNode seen(String call, Request request) {
        ObjectNode seen = Json.MAPPER.createObjectNode();
        seen.put("binding", "soap");
        seen.put("call", call);
        seen.put("status", status);
        seen.put("code", status == 200 ? "" : code());
        seen.put("asked", request.messageId());
        request.digests().forEach(each -> seen.withArray("digests").add(each));
        seen.put("octets", Sha256.base64Url(request.octets()));
        seen.set("headers", Json.MAPPER.valueToTree(headers));
        if (status != GIVEN_UP) {
            seen.put("envelope", text);
        }
        return seen;
    }
}
