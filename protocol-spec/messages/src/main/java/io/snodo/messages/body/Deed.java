package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.snodo.messages.Json;
import io.snodo.messages.Sha256;
import io.snodo.messages.body.Registry.Agreement.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What members accept: one version of a template, as it is applied to a group or a pair of them.
 *
 * @param agreement what it is called where it is applied; the same in all versions
 * @param name of the group, by language
 * @param kinds what is granted by it
 * @param digest over what the template says; an acceptance names it
 * @param until from when on this version counts no more, where another has taken its place
 */
public record Deed(
        String agreement,
        @Nullable Text name,
        String template,
        int version,
        List<Kind> kinds,
        Text title,
        Text summary,
        Terms terms,
        String digest,
        @Nullable Instant until) {
    public Deed {
        kinds = List.copyOf(kinds);
    }

    /** The same words in both languages of the network. */
    public record Text(String it, String en) {
        public String in(String language) {
            return "it".equals(language) ? it : en;
        }
    }

    /** What the template says, apart from where it is applied. */
    private record Said(String template, int version, List<Kind> kinds, Text title, Text summary, Terms terms) {}

    /**
     * SHA-256 over template, version, kinds, title, summary and terms as JSON with the names of every object in order and
     * no blanks (RFC 8785), base64url.
     */
    public static String digest(String template, int version, List<Kind> kinds, Text title, Text summary, Terms terms) {
        JsonNode said = Json.MAPPER.valueToTree(new Said(template, version, kinds, title, summary, terms));
        return Sha256.base64Url(Json.MAPPER.writeValueAsString(ordered(said)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether the digest is that of what stands here. It is not where the terms say what this reader does not know: then
     * it cannot be accepted here, because nobody can be shown all of it.
     */
    @JsonIgnore
    public boolean isWhole() {
        return digest.equals(digest(template, version, kinds, title, summary, terms));
    }

    private static JsonNode ordered(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(each -> sorted.put(each.getKey(), ordered(each.getValue())));
        ObjectNode ordered = Json.MAPPER.createObjectNode();
        sorted.forEach(ordered::set);
        return ordered;
    }
}
