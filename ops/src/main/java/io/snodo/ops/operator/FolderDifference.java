package io.snodo.ops.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is otherwise in one tenants folder than in another, by what the files say: comments and layout do not count. */
final class FolderDifference {
    private static final YAMLMapper YAML = new YAMLMapper();

    private FolderDifference() {}

    /**
     * One thing.
     *
     * @param at where in the file; empty if it is the whole file
     * @param before null where there was nothing
     * @param after null where there is nothing
     */
    record Line(
            String file,
            String at,
            @Nullable String before,
            @Nullable String after) {
        String words() {
            String what = at.isEmpty() ? file : file + "  " + at;
            if (before == null) {
                return "+ " + what + shown(after);
            }
            if (after == null) {
                return "- " + what + shown(before);
            }
            return at.isEmpty() ? "~ " + what : "~ " + what + shown(before) + "  -> " + after;
        }

        /** Of a whole file nothing. */
        private String shown(@Nullable String value) {
            return at.isEmpty() ? "" : "  " + value;
        }
    }

    static List<Line> between(FolderCopy before, FolderCopy after) throws CannotDo {
        List<Line> lines = new ArrayList<>();
        for (String file : both(before.files(), after.files())) {
            @Nullable String one = before.files().get(file);
            @Nullable String other = after.files().get(file);
            if (one == null || other == null) {
                lines.add(new Line(file, "", one, other));
            } else if (file.endsWith(".yaml")) {
                lines.addAll(between(file, said(file, one), said(file, other)));
            } else if (!one.strip().equals(other.strip())) {
                lines.add(new Line(file, "", one, other));
            }
        }
        return lines;
    }

    private static List<Line> between(String file, SortedMap<String, String> one, SortedMap<String, String> other) {
        return both(one, other).stream()
                .filter(at -> !Objects.equals(one.get(at), other.get(at)))
                .map(at -> new Line(file, at, one.get(at), other.get(at)))
                .toList();
    }

    private static SortedSet<String> both(Map<String, String> one, Map<String, String> other) {
        SortedSet<String> both = new TreeSet<>(one.keySet());
        both.addAll(other.keySet());
        return both;
    }

    private static SortedMap<String, String> said(String file, String text) throws CannotDo {
        try {
            SortedMap<String, String> said = new TreeMap<>();
            flatten("", YAML.readTree(text), said);
            return said;
        } catch (JacksonException e) {
            throw CannotDo.refused("the file " + file + " is no YAML: " + e.getOriginalMessage());
        }
    }

    /** A list of plain words is one thing, whatever its length. */
    private static void flatten(String at, JsonNode node, SortedMap<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each ->
                            flatten(at.isEmpty() ? each.getKey() : at + "." + each.getKey(), each.getValue(), into));
        } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer)) {
            for (int i = 0; i < node.size(); i++) {
                flatten(at + "[" + i + "]", node.get(i), into);
            }
        } else {
            into.put(at, node.isArray() ? node.toString() : node.asString(""));
        }
    }
}
