package io.snodo.messages.xml;

import io.snodo.messages.MessageType;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the XML of a message as the JSON it means. The order of elements does not matter. What JSON could say wrongly as
 * well is left as it is, so that {@link io.snodo.messages.schema.Reading} gives the same answer on every binding.
 */
public sealed interface XmlToMessage {

    record Translated(ObjectNode message) implements XmlToMessage {}

    record Refused(Refusal refusal) implements XmlToMessage {}

    static XmlToMessage read(Element message) {
        try {
            return new Translated(new Reader().message(message));
        } catch (NotAMessage e) {
            return new Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, e.keyword()));
        }
    }

    /** Carries the place it has come to, for refusals. */
    final class Reader {
        private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
        private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,40}");
        /** Said of an element by tools and by signatures, and meaning nothing here. */
        private static final Set<String> IGNORED = Set.of(
                XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd");

        private static final Set<String> OF_SCHEMAS = Set.of("type", "schemaLocation");

        private ObjectNode message(Element element) throws NotAMessage {
            ObjectNode message = MAKE.objectNode();
            Map<String, Form> envelope = new LinkedHashMap<>(Form.envelope().named());
            envelope.remove("type");
            envelope.remove("body");
            noAttributes(element, "", Set.of());
            for (Element child : children(element, "")) {
                Optional<String> type = type(child);
                if (type.isPresent()) {
                    put(message, "type", MAKE.stringNode(type.get()), "");
                    Form.Fields form =
                            MessageType.ofWire(type.get()).map(Form::body).orElse(Form.Fields.OPEN);
                    noAttributes(child, "/body", Set.of("type"));
                    put(message, "body", fields(child, form, "/body"), "");
                } else {
                    field(message, child, envelope, "");
                }
            }
            return message;
        }

        /** The type that an element says, where it is the one that holds the body. */
        private static Optional<String> type(Element child) {
            if (!Names.STAFFETTA.equals(child.getNamespaceURI())) {
                return Optional.empty();
            }
            return child.getLocalName().equals(Names.OTHER)
                    ? Optional.of(child.getAttribute("type"))
                    : MessageType.ofWire(child.getLocalName()).map(MessageType::wire);
        }

        private ObjectNode fields(Element element, Form.Fields form, String at) throws NotAMessage {
            ObjectNode node = MAKE.objectNode();
            for (Element child : children(element, at)) {
                field(node, child, form.named(), at);
            }
            return node;
        }

        private void field(ObjectNode node, Element child, Map<String, Form> named, String at) throws NotAMessage {
            String namespace = String.valueOf(child.getNamespaceURI());
            String name = child.getLocalName();
            if (namespace.equals(Names.JSON)) {
                generic(node, child, at);
            } else if (!namespace.equals(Names.STAFFETTA)) {
                // an extension: kept under its whole name, for whoever knows it
                noAttributes(child, at, Set.of());
                put(node, "{" + namespace + "}" + name, MAKE.stringNode(text(child, at)), at);
            } else if (!named.containsKey(name)) {
                throw new NotAMessage(at + " unknown");
            } else if (named.get(name) instanceof Form.Several(Form each)) {
                ArrayNode several = node.path(name) instanceof ArrayNode earlier ? earlier : MAKE.arrayNode();
                if (node.has(name) && several.isEmpty()) {
                    throw new NotAMessage(at + "/" + name + " repeated");
                }
                several.add(value(child, each, at + "/" + name + "/" + several.size()));
                node.set(name, several);
            } else {
                put(node, name, value(child, named.get(name), at + "/" + name), at);
            }
        }

        private JsonNode value(Element element, Form form, String at) throws NotAMessage {
            noAttributes(element, at, Set.of());
            return switch (form) {
                case Form.Fields fields -> fields(element, fields, at);
                case Form.Text text -> MAKE.stringNode(text.inJson(text(element, at)));
                case Form.Whole() -> {
                    String text = Characters.strip(text(element, at));
                    yield WHOLE.matcher(text).matches() ? whole(new BigInteger(text)) : MAKE.stringNode(text);
                }
                case Form.Flag() -> {
                    String text = Characters.strip(text(element, at));
                    yield switch (text) {
                        case "true", "1" -> MAKE.booleanNode(true);
                        case "false", "0" -> MAKE.booleanNode(false);
                        default -> MAKE.stringNode(text);
                    };
                }
                case Form.Several _ -> throw new IllegalStateException("no schema has lists of lists");
            };
        }

        /** As a JSON reader would have it, so that one number is one node. */
        private static JsonNode whole(BigInteger number) {
            return switch (number.bitLength() / 32) {
                case 0 -> number.bitLength() < 32 ? MAKE.numberNode(number.intValue()) : MAKE.numberNode(number);
                case 1 -> number.bitLength() < 64 ? MAKE.numberNode(number.longValue()) : MAKE.numberNode(number);
                default -> MAKE.numberNode(number);
            };
        }

        private static void generic(ObjectNode node, Element element, String at) throws NotAMessage {
            String key;
            JsonNode value;
            try {
                key = JsonInXml.key(element);
                value = JsonInXml.read(element);
            } catch (NotAMessage e) {
                throw new NotAMessage(at + " " + e.keyword());
            }
            put(node, key, value, at);
        }

        private static void put(ObjectNode node, String name, JsonNode value, String at) throws NotAMessage {
            if (node.has(name)) {
                throw new NotAMessage(at + " repeated");
            }
            node.set(name, value);
        }

        private static Iterable<Element> children(Element element, String at) throws NotAMessage {
            try {
                return Children.of(element);
            } catch (NotAMessage e) {
                throw new NotAMessage(at + " " + e.keyword());
            }
        }

        private static String text(Element element, String at) throws NotAMessage {
            try {
                return Children.text(element);
            } catch (NotAMessage e) {
                throw new NotAMessage(at + " " + e.keyword());
            }
        }

        private static void noAttributes(Element element, String at, Set<String> but) throws NotAMessage {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) element.getAttributes().item(i);
                String namespace = String.valueOf(attribute.getNamespaceURI());
                boolean ofSchemas = namespace.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
                        && OF_SCHEMAS.contains(attribute.getLocalName());
                boolean known = attribute.getNamespaceURI() == null && but.contains(attribute.getName());
                if (!IGNORED.contains(namespace) && !ofSchemas && !known) {
                    throw new NotAMessage(at + " attribute");
                }
            }
        }
    }
}
