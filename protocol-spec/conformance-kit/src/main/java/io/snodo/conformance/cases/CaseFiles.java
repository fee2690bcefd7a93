package io.snodo.conformance.cases;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The files of a role, {@code cases/hub} or {@code cases/spoke}; {@code index} in each folder names them. */
public final class CaseFiles {
    private static final Set<String> FIELDS =
            Set.of("id", "title", "shows", "denies", "alone", "needs", "bindings", "steps");

    private CaseFiles() {}

    /** All cases of a role, in the order of their files. */
    public static List<Case> of(String role) {
        List<Case> cases = new ArrayList<>();
        for (String file : text("/cases/" + role + "/index").lines().toList()) {
            if (!file.isBlank()) {
                String path = "cases/" + role + "/" + file.strip();
                cases.addAll(read(path, text("/" + path)));
            }
        }
        Set<String> ids = new LinkedHashSet<>();
        for (Case each : cases) {
            if (!ids.add(each.id())) {
                throw new CaseBroken(each.place(), each.id() + " is the id of another case");
            }
        }
        return List.copyOf(cases);
    }

    static String text(String resource) {
        try (InputStream in = CaseFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the kit was built without " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<Case> read(String file, String yaml) {
        Node root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(yaml)
                    .orElseThrow(() -> new CaseBroken(new Case.Place(file, 1), "the file is empty"));
        } catch (YamlEngineException e) {
            throw new CaseBroken(new Case.Place(file, 1), String.valueOf(e.getMessage()));
        }
        if (!(root instanceof SequenceNode list)) {
            throw new CaseBroken(place(file, root), "a file is a list of cases");
        }
        return list.getValue().stream().map(node -> one(file, node)).toList();
    }

    private static Case one(String file, Node node) {
        Map<String, Node> fields = fields(file, node);
        for (String needed : List.of("id", "title", "steps")) {
            if (!fields.containsKey(needed)) {
                throw new CaseBroken(place(file, node), "a case has no " + needed);
            }
        }
        Set<String> shows = words(file, fields.get("shows"));
        Set<String> denies = words(file, fields.get("denies"));
        if (shows.isEmpty() && denies.isEmpty()) {
            throw new CaseBroken(place(file, node), "a case shows or denies at least one MUST");
        }
        Node steps = Objects.requireNonNull(fields.get("steps"));
        return new Case(
                scalar(file, fields.get("id")),
                scalar(file, fields.get("title")),
                shows,
                denies,
                fields.containsKey("alone"),
                words(file, fields.get("needs")),
                words(file, fields.get("bindings")),
                Steps.read(scalar(file, steps), file, line(steps) + 1),
                place(file, node));
    }

    private static Map<String, Node> fields(String file, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw new CaseBroken(place(file, node), "a case has fields");
        }
        Map<String, Node> fields = new HashMap<>();
        for (NodeTuple field : mapping.getValue()) {
            String name = scalar(file, field.getKeyNode());
            if (!FIELDS.contains(name)) {
                throw new CaseBroken(place(file, field.getKeyNode()), "a case has no field " + name);
            }
            fields.put(name, field.getValueNode());
        }
        return fields;
    }

    private static Set<String> words(String file, @org.jspecify.annotations.Nullable Node node) {
        if (node == null) {
            return Set.of();
        }
        if (!(node instanceof SequenceNode list)) {
            throw new CaseBroken(place(file, node), "a list is expected");
        }
        Set<String> words = new LinkedHashSet<>();
        list.getValue().forEach(word -> words.add(scalar(file, word)));
        return words;
    }

    private static String scalar(String file, @org.jspecify.annotations.Nullable Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new CaseBroken(
                node == null ? new Case.Place(file, 1) : place(file, node), "one value is expected, not several");
    }

    private static Case.Place place(String file, Node node) {
        return new Case.Place(file, line(node));
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
