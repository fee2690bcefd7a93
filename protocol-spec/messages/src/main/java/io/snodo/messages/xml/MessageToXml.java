package io.snodo.messages.xml;

import io.snodo.messages.Json;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.Body;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/**
 * Writes a message as XML, so that {@link XmlToMessage} gives the same JSON again: fields by their names where they have
 * the schema's form, all others as {@link JsonInXml}. It judges nothing; what is wrong with a message stays wrong.
 */
public final class MessageToXml {
    private MessageToXml() {}

    /** The payload of a seal, which must be JSON, an object; the element belongs to {@code document} and has no parent. */
    public static Element write(byte[] payload, Document document) {
        return write(JsonInXml.EXACT.readTree(new String(payload, StandardCharsets.UTF_8)), document);
    }

    /** What a body says, as the element {@code name}: for what is told and not sealed, such as the registry. */
    public static Element write(Body body, String name, Document document) {
        Element element = element(document, name);
        fields(element, Json.MAPPER.valueToTree(body), Form.body(MessageType.of(body)));
        return element;
    }

    static Element write(JsonNode message, Document document) {
        Element element = element(document, Names.MESSAGE);
        Set<String> written = named(element, message, Form.envelope());
        written.addAll(body(element, message));
        others(element, message, written);
        return element;
    }

    /** Returns what it has written: type and body, if they can be one element. */
    private static Set<String> body(Element message, JsonNode said) {
        JsonNode type = said.path("type");
        JsonNode body = said.path("body");
        if (!type.isString() || !body.isObject() || !Characters.areXml(type.stringValue())) {
            return Set.of();
        }
        Optional<MessageType> known = MessageType.ofWire(type.stringValue());
        Element element = element(message.getOwnerDocument(), known.isPresent() ? type.stringValue() : Names.OTHER);
        if (known.isEmpty()) {
            element.setAttribute("type", type.stringValue());
        }
        message.appendChild(element);
        fields(element, body, known.map(Form::body).orElse(Form.Fields.OPEN));
        return Set.of("type", "body");
    }

    private static void fields(Element to, JsonNode node, Form.Fields form) {
        others(to, node, named(to, node, form));
    }

    private static Set<String> named(Element to, JsonNode node, Form.Fields form) {
        Set<String> written = new HashSet<>();
        form.named().forEach((name, of) -> {
            JsonNode value = node.path(name);
            if (!(to.getLocalName().equals(Names.MESSAGE) && (name.equals("type") || name.equals("body")))
                    && fits(value, of)) {
                append(to, name, value, of);
                written.add(name);
            }
        });
        return written;
    }

    private static void others(Element to, JsonNode node, Set<String> written) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!written.contains(field.getKey())) {
                JsonInXml.write(to, field.getKey(), field.getValue());
            }
        }
    }

    private static boolean fits(JsonNode value, Form form) {
        return switch (form) {
            case Form.Text text ->
                value.isString()
                        && Characters.areXml(value.stringValue())
                        && text.inJson(value.stringValue()).equals(value.stringValue());
            case Form.Whole() -> value.isIntegralNumber();
            case Form.Flag() -> value.isBoolean();
            case Form.Several(Form each) ->
                value.isArray() && !value.isEmpty() && value.valueStream().allMatch(one -> fits(one, each));
            case Form.Fields _ -> value.isObject();
        };
    }

    private static void append(Element to, String name, JsonNode value, Form form) {
        if (form instanceof Form.Several(Form each)) {
            value.forEach(one -> append(to, name, one, each));
            return;
        }
        Element element = element(to.getOwnerDocument(), name);
        to.appendChild(element);
        if (form instanceof Form.Fields fields) {
            fields(element, value, fields);
        } else {
            element.setTextContent(value.asString());
        }
    }

    private static Element element(Document document, String name) {
        return document.createElementNS(Names.STAFFETTA, name);
    }
}
