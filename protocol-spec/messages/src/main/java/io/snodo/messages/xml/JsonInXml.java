package io.snodo.messages.xml;

import io.snodo.messages.Json;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Any JSON as XML and back, as XPath's {@code json-to-xml} has it: {@code map}, {@code array}, {@code string},
 * {@code number}, {@code boolean}, {@code null} with {@code key}; {@code escaped} where a text cannot stand in XML.
 */
final class JsonInXml {
    /** Nothing of a number is lost. */
    static final ObjectReader EXACT = Json.MAPPER
            .reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private JsonInXml() {}

    /** Appends {@code value} to {@code to} as the field {@code key}. */
    static void write(Element to, String key, JsonNode value) {
        name(append(to, value), key);
    }

    private static Element append(Element to, JsonNode value) {
        Element element = to.getOwnerDocument().createElementNS(Names.JSON, "j:" + kind(value));
        to.appendChild(element);
        if (value.isObject()) {
            value.properties().forEach(field -> name(append(element, field.getValue()), field.getKey()));
        } else if (value.isArray()) {
            value.forEach(each -> append(element, each));
        } else if (value.isString()) {
            String text = value.stringValue();
            boolean plain = Characters.areXml(text);
            element.setTextContent(plain ? text : escaped(text));
            if (!plain) {
                element.setAttribute("escaped", "true");
            }
        } else if (!value.isNull()) {
            element.setTextContent(value.toString());
        }
        return element;
    }

    private static void name(Element element, String key) {
        boolean plain = Characters.areXml(key);
        element.setAttribute("key", plain ? key : escaped(key));
        if (!plain) {
            element.setAttribute("escaped-key", "true");
        }
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "map";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> throw new IllegalStateException("no JSON that was read holds this");
        };
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (c == '"') {
                escaped.append("\\\"");
            } else if (Characters.isXml(c)) {
                escaped.append(c);
            } else {
                escaped.append("\\u%04X".formatted((int) c));
            }
        }
        return escaped.toString();
    }

    static String key(Element element) throws NotAMessage {
        if (!element.hasAttribute("key")) {
            throw new NotAMessage("key");
        }
        return unescaped(element.getAttribute("key"), flag(element, "escaped-key"));
    }

    static JsonNode read(Element element) throws NotAMessage {
        return switch (element.getLocalName()) {
            case "map" -> map(element);
            case "array" -> {
                ArrayNode array = MAKE.arrayNode();
                for (Element each : Children.of(element)) {
                    array.add(ofJson(each));
                }
                yield array;
            }
            case "string" -> MAKE.stringNode(unescaped(Children.text(element), flag(element, "escaped")));
            case "number" -> number(Children.text(element).strip());
            case "boolean" ->
                switch (Children.text(element).strip()) {
                    case "true", "1" -> MAKE.booleanNode(true);
                    case "false", "0" -> MAKE.booleanNode(false);
                    default -> throw new NotAMessage("boolean");
                };
            case "null" -> MAKE.nullNode();
            default -> throw new NotAMessage(element.getLocalName());
        };
    }

    private static ObjectNode map(Element element) throws NotAMessage {
        ObjectNode map = MAKE.objectNode();
        for (Element each : Children.of(element)) {
            String key = key(each);
            if (map.has(key)) {
                throw new NotAMessage("repeated");
            }
            map.set(key, ofJson(each));
        }
        return map;
    }

    private static JsonNode ofJson(Element element) throws NotAMessage {
        if (!Names.JSON.equals(element.getNamespaceURI())) {
            throw new NotAMessage("unknown");
        }
        return read(element);
    }

    private static boolean flag(Element element, String name) {
        Node flag = element.getAttributeNode(name);
        return flag != null
                && (flag.getNodeValue().equals("true") || flag.getNodeValue().equals("1"));
    }

    private static JsonNode number(String text) throws NotAMessage {
        JsonNode number = json(text);
        if (!number.isNumber()) {
            throw new NotAMessage("number");
        }
        return number;
    }

    private static String unescaped(String text, boolean escaped) throws NotAMessage {
        if (!escaped) {
            return text;
        }
        JsonNode string =
                json('"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"');
        return string.isString() ? string.stringValue() : text;
    }

    private static JsonNode json(String text) throws NotAMessage {
        try {
            return EXACT.readTree(text);
        } catch (JacksonException e) {
            throw new NotAMessage("value");
        }
    }
}
