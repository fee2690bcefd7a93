package io.snodo.messages.specification;

import io.snodo.messages.Json;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Says in XML Schema 1.0 what a JSON Schema says, as far as it can; conditions it cannot say. */
final class Xsd {
    private static final String LINE = "^[^\\u0000-\\u001F\\u007F\\uD800-\\uDFFF]*$";
    private static final String TEXT = "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F\\uD800-\\uDFFF]*$";

    /** In XML a moment may have any offset, but must have one. */
    private static final String OFFSET = ".*(Z|[+-][0-9]{2}:[0-9]{2})";

    private final StringBuilder out = new StringBuilder();

    static JsonNode schema(String name) {
        return Json.MAPPER.readTree(
                Specification.text(Specification.FOLDER.resolve("schemas/" + name + ".schema.json")));
    }

    /** The named values: simple types, and a complex one for each that is an object. */
    Xsd values() {
        new TreeMap<>(schema("values").path("$defs").properties().stream()
                        .collect(Collectors.toMap(java.util.Map.Entry::getKey, java.util.Map.Entry::getValue)))
                .forEach(this::value);
        return this;
    }

    private void value(String name, JsonNode value) {
        String kind = value.path("type").asString("").equals("object") ? "complexType" : "simpleType";
        line(1, "<xs:" + kind + " name=\"" + name + "\">");
        documented(2, value.path("description").asString(""));
        if (kind.equals("complexType")) {
            content(2, value, Set.of(), () -> {});
        } else {
            restriction(2, value);
        }
        line(1, "</xs:" + kind + ">");
    }

    /** A type of messages: what its body holds. */
    Xsd body(String type) {
        JsonNode schema = schema(type);
        line(1, "<xs:complexType name=\"" + type + "\">");
        documented(2, schema.path("title").asString());
        content(2, schema, Set.of(), () -> {});
        line(1, "</xs:complexType>");
        return this;
    }

    /** The envelope; {@code type} and {@code body} are one element, named for the type. */
    Xsd envelope(Iterable<String> types) {
        JsonNode schema = schema("message");
        line(1, "<xs:complexType name=\"envelope\">");
        documented(2, schema.path("title").asString());
        content(2, schema, Set.of("type", "body"), () -> {
            line(3, "<xs:choice>");
            documented(4, "What it says; the element's name is the message's type.");
            types.forEach(type -> line(4, "<xs:element name=\"" + type + "\" type=\"s:" + type + "\"/>"));
            line(4, "<xs:element name=\"other\" type=\"s:other\"/>");
            line(3, "</xs:choice>");
        });
        line(1, "</xs:complexType>");
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void content(int depth, JsonNode schema, Set<String> but, Runnable last) {
        Set<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
        line(depth, "<xs:sequence>");
        schema.path("properties").properties().stream()
                .filter(field -> !but.contains(field.getKey()))
                .forEach(field -> element(
                        depth + 1, field.getKey(), field.getValue(), required.contains(field.getKey()) ? 1 : 0));
        last.run();
        if (!schema.path("additionalProperties").asString("").equals("false")) {
            line(
                    depth + 1,
                    "<xs:any namespace=\"##other\" processContents=\"lax\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>");
        }
        line(depth, "</xs:sequence>");
    }

    private void element(int depth, String name, JsonNode schema, int least) {
        boolean several = schema.path("type").asString("").equals("array");
        JsonNode each = several ? schema.path("items") : schema;
        String start = "<xs:element name=\"" + name + "\""
                + (each.has("$ref") ? " type=\"s:" + reference(each) + "\"" : "")
                + (least == 0 ? " minOccurs=\"0\"" : "")
                + (several ? " maxOccurs=\"" + most(schema.path("maxItems").asInt()) + "\"" : "");
        String said = schema.path("description").asString("");
        if (each.has("$ref") && said.isEmpty()) {
            line(depth, start + "/>");
            return;
        }
        line(depth, start + ">");
        documented(depth + 1, said);
        if (!each.has("$ref")) {
            if (each.path("type").asString("").equals("object")) {
                line(depth + 1, "<xs:complexType>");
                content(depth + 2, each, Set.of(), () -> {});
                line(depth + 1, "</xs:complexType>");
            } else {
                line(depth + 1, "<xs:simpleType>");
                restriction(depth + 2, each);
                line(depth + 1, "</xs:simpleType>");
            }
        }
        line(depth, "</xs:element>");
    }

    private void restriction(int depth, JsonNode schema) {
        String pattern = schema.path("pattern").asString("");
        String base = base(schema, pattern);
        line(depth, "<xs:restriction base=\"" + base + "\">");
        if (schema.has("const")) {
            facet(depth + 1, "enumeration", schema.get("const").asString());
        }
        schema.path("enum").forEach(word -> facet(depth + 1, "enumeration", word.asString()));
        if (!pattern.isEmpty() && !base.startsWith("s:")) {
            facet(depth + 1, "pattern", base.equals("xs:dateTime") ? OFFSET : pattern(pattern));
        }
        number(depth + 1, schema, "minLength", "minLength");
        number(depth + 1, schema, "maxLength", "maxLength");
        number(depth + 1, schema, "minimum", "minInclusive");
        number(depth + 1, schema, "maximum", "maxInclusive");
        line(depth, "</xs:restriction>");
    }

    private static String base(JsonNode schema, String pattern) {
        return switch (schema.path("type").asString("string")) {
            case "integer" -> "xs:long";
            case "boolean" -> "xs:boolean";
            case "string" ->
                switch (pattern) {
                    case LINE -> "s:line";
                    case TEXT -> "s:text";
                    default -> schema.path("format").asString("").equals("date-time") ? "xs:dateTime" : "xs:string";
                };
            default -> throw new IllegalStateException("XML Schema has no type for " + schema);
        };
    }

    /** Patterns of XML Schema are anchored, and look nowhere ahead: that no member is called hub it cannot say. */
    private static String pattern(String json) {
        String xsd = json.replaceFirst("^\\^", "").replaceFirst("\\$$", "").replace("(?!hub$)", "");
        if (xsd.contains("\\u") || xsd.contains("(?")) {
            throw new IllegalStateException("XML Schema has no pattern like " + json);
        }
        return xsd;
    }

    private void number(int depth, JsonNode schema, String keyword, String facet) {
        if (schema.has(keyword)) {
            facet(depth, facet, schema.get(keyword).asString());
        }
    }

    private void facet(int depth, String facet, String value) {
        line(depth, "<xs:" + facet + " value=\"" + escaped(value) + "\"/>");
    }

    private void documented(int depth, String text) {
        if (!text.isEmpty()) {
            line(depth, "<xs:annotation><xs:documentation>" + escaped(text) + "</xs:documentation></xs:annotation>");
        }
    }

    /** Some validators count by unrolling. */
    private static String most(int items) {
        return items > 1000 ? "unbounded" : String.valueOf(items);
    }

    private static String reference(JsonNode schema) {
        return schema.get("$ref").asString().replaceFirst(".*/", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
