package io.snodo.spoke.link.soap;

import io.snodo.envelopes.Envelope;
import io.snodo.messages.Json;
import io.snodo.messages.xml.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns what SOAP carries into the frames that every binding hands in. Of a delivery the sealed message counts; its XML is
 * for those who open no seals.
 */
final class Frames {
    private static final List<String> NUMBERS = List.of("status", "retryAfter", "sequence", "epoch");

    private Frames() {}

    /** What waits, and how far our own messages have come. */
    static List<byte[]> brought(Element payload) {
        List<byte[]> frames = new ArrayList<>();
        all(payload, "delivery").forEach(each -> frames.add(delivery(each)));
        List<Element> steps = all(payload, "step").toList();
        if (!steps.isEmpty()) {
            frames.add(progress(steps));
        }
        return frames;
    }

    /** A receipt or a refusal; nothing for what gets no place in the evidence. */
    static List<byte[]> outcome(String correlation, Element result) {
        Optional<Element> refused = one(result, "refused");
        if (refused.isPresent()) {
            ObjectNode frame = frame("refused").put("correlation", correlation);
            frame.set("problem", problem(refused.get()));
            copy(result, frame, "message");
            return List.of(bytes(frame));
        }
        Optional<Element> receipt = one(result, "taken").flatMap(taken -> one(taken, "receipt"));
        if (receipt.isEmpty()) {
            return List.of();
        }
        ObjectNode frame = frame("receipts");
        frame.putArray("stamps").add(stamp(receipt.get()));
        return List.of(bytes(frame));
    }

    private static byte[] delivery(Element delivery) {
        ObjectNode frame = frame("delivery");
        text(delivery, "sealed").ifPresent(jws -> frame.put("message", jws.strip()));
        one(delivery, "stamp").ifPresent(stamp -> frame.set("stamp", stamp(stamp)));
        return bytes(frame);
    }

    private static byte[] progress(List<Element> told) {
        ObjectNode frame = frame("progress");
        ArrayNode steps = frame.putArray("steps");
        told.forEach(each -> copy(each, steps.addObject(), "message", "by", "level", "refusal"));
        return bytes(frame);
    }

    /** The leaf is hashed as it stands. */
    private static ObjectNode stamp(Element stamp) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        text(stamp, "leaf").ifPresent(leaf -> json.put("leaf", leaf));
        number(stamp, json, "index");
        ArrayNode path = json.putArray("path");
        all(stamp, "path").forEach(each -> path.add(each.getTextContent().strip()));
        copy(stamp, json, "root");
        return json;
    }

    private static ObjectNode problem(Element problem) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        copy(problem, json, "code", "class", "detail", "advice", "correlation");
        text(problem, "code").ifPresent(code -> json.put("type", "urn:staffetta:refusal:" + code.strip()));
        NUMBERS.forEach(name -> number(problem, json, name));
        json.put("retryable", text(problem, "retryable").map(String::strip).equals(Optional.of("true")));
        ObjectNode sentences = json.putObject("sentences");
        all(problem, "sentence").forEach(each -> sentences.put(each.getAttribute("language"), each.getTextContent()));
        json.put("title", sentences.path("en").stringValue(""));
        one(problem, "present").ifPresent(each -> {
            ObjectNode present = json.putObject("present");
            copy(each, present, "subject", "category", "territory", "due");
            NUMBERS.forEach(name -> number(each, present, name));
        });
        return json;
    }

    private static void copy(Element from, ObjectNode to, String... names) {
        for (String name : names) {
            text(from, name).ifPresent(text -> to.put(name, text.strip()));
        }
    }

    private static void number(Element from, ObjectNode to, String name) {
        text(from, name)
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .ifPresent(text -> to.put(name, Long.parseLong(text)));
    }

    static Optional<String> text(Element of, String name) {
        return one(of, name).map(Element::getTextContent);
    }

    private static Optional<Element> one(Element of, String name) {
        return all(of, name).findFirst();
    }

    private static Stream<Element> all(Element of, String name) {
        return Envelope.children(of).stream().filter(each -> Envelope.is(each, Names.STAFFETTA, name));
    }

    private static ObjectNode frame(String kind) {
        return Json.MAPPER.createObjectNode().put("frame", kind);
    }

    private static byte[] bytes(ObjectNode frame) {
        return Json.MAPPER.writeValueAsBytes(frame);
    }
}
