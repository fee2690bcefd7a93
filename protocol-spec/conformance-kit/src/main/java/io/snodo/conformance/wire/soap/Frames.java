package io.snodo.conformance.wire.soap;

import io.snodo.conformance.soap.Xml;
import io.snodo.messages.Json;
import io.snodo.messages.hidden.Uncovering;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.XmlToMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/** What the hub tells in XML, as the frames and problems that it is on every other binding. */
final class Frames {
    private static final Set<String> NUMBERS = Set.of("status", "retryAfter", "sequence", "epoch", "index", "cursor");
    private static final Set<String> LISTS = Set.of("delivery", "step", "path");

    private static final ObjectReader EXACT =
            Json.MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Frames() {}

    /** A delivery; the second is what is odd about it. */
    record Delivered(byte[] frame, String odd) {}

    static Delivered delivery(Element delivery) {
        String jws = text(delivery, "sealed");
        ObjectNode frame = Json.MAPPER.createObjectNode();
        frame.put("frame", "delivery");
        frame.put("message", jws);
        frame.set("stamp", stamp(one(delivery, "stamp")));
        return new Delivered(octets(frame), odd(delivery, jws));
    }

    /** The XML says what the seal says. */
    private static String odd(Element delivery, String jws) {
        Element message = one(delivery, Names.MESSAGE);
        Optional<Sealed> seal = Sealed.read(jws);
        if (message == null || seal.isEmpty()) {
            return "is a delivery without its message in XML and under its seal";
        }
        ObjectNode sealed = (ObjectNode) EXACT.readTree(seal.get().alreadyVerified());
        Optional<List<String>> shown = seal.get().disclosures();
        if (shown.isPresent() && Uncovering.uncover(sealed, shown.get(), false).isPresent()) {
            return "discloses what does not belong to it";
        }
        return switch (XmlToMessage.read(message)) {
            case XmlToMessage.Refused(Refusal refusal) -> "has a message in XML that is none: " + refusal.detail();
            case XmlToMessage.Translated(var said) ->
                !said.equals(sealed)
                        ? "says something else in XML than under its seal"
                        : text(delivery, "digest").equals(io.snodo.conformance.seen.Reads.digest(jws))
                                ? ""
                                : "names another digest than that of its seal";
        };
    }

    static byte[] progress(List<Element> steps) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        frame.put("frame", "progress");
        steps.forEach(step -> frame.withArray("steps").add(step(step)));
        return octets(frame);
    }

    static JsonNode step(Element step) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        Xml.children(step).forEach(each -> json.put(each.getLocalName(), Xml.text(each)));
        return json;
    }

    /** What became of a message; absent where that is told by no frame. */
    static byte @Nullable [] outcome(Element result, @Nullable String correlation) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        Element refused = one(result, "refused");
        Element taken = one(result, "taken");
        Element receipt = taken == null ? null : one(taken, "receipt");
        if (refused != null) {
            frame.put("frame", "refused");
            if (one(result, "message") != null) {
                frame.put("message", text(result, "message"));
            }
            frame.put("correlation", correlation);
            frame.set("problem", problem(refused));
        } else if (receipt != null) {
            frame.put("frame", "receipts");
            frame.putArray("stamps").add(stamp(receipt));
        } else {
            return null;
        }
        return octets(frame);
    }

    /** As the problem document that it would be over HTTP. */
    static ObjectNode problem(Element problem) {
        ObjectNode json = (ObjectNode) json(problem);
        json.put("type", "urn:staffetta:refusal:" + json.path("code").asString(""));
        json.put("retryable", json.path("retryable").asString("").equals("true"));
        ObjectNode sentences = json.putObject("sentences");
        Xml.children(problem, Names.STAFFETTA, "sentence")
                .forEach(each -> sentences.put(each.getAttribute("language"), Xml.text(each)));
        json.remove("sentence");
        return json;
    }

    private static JsonNode stamp(@Nullable Element stamp) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.putArray("path");
        if (stamp != null) {
            // what is hashed is not stripped
            Xml.children(stamp).stream()
                    .filter(each -> each.getLocalName().equals("leaf"))
                    .forEach(each -> json.put("leaf", each.getTextContent()));
            json.put("index", Integer.parseInt(text(stamp, "index")));
            Xml.children(stamp, Names.STAFFETTA, "path")
                    .forEach(each -> json.withArray("path").add(Xml.text(each)));
            json.put("root", text(stamp, "root"));
        }
        return json;
    }

    /** Any of the binding's answers: elements by their names. */
    static JsonNode json(Element element) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        for (Element each : Xml.children(element)) {
            String name = each.getLocalName();
            JsonNode value = Xml.children(each).isEmpty() ? leaf(name, each) : json(each);
            if (LISTS.contains(name)) {
                json.withArray(name).add(value);
            } else {
                json.set(name, value);
            }
        }
        return json;
    }

    private static JsonNode leaf(String name, Element element) {
        String text = Xml.text(element);
        return NUMBERS.contains(name) && text.matches("-?[0-9]{1,18}")
                ? Json.MAPPER.valueToTree(Long.parseLong(text))
                : Json.MAPPER.valueToTree(text);
    }

    static @Nullable Element one(Element of, String name) {
        return Xml.only(of, Names.STAFFETTA, name).orElse(null);
    }

    private static String text(Element of, String name) {
        Element one = one(of, name);
        return one == null ? "" : Xml.text(one);
    }

    private static byte[] octets(ObjectNode frame) {
        return Json.MAPPER.writeValueAsBytes(frame);
    }
}
