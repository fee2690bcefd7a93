package io.snodo.ops.requests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A CSV of service requests in the format of the Comune di Alessandria's open data: semicolons, UTF-8, a heading; the
 * column {@code DescrizioneBreve} names the channel a request came by, {@code Categoria} what it is about.
 *
 * @param unmapped how many have a category that no rule of the mapping knows, by the source's words
 */
public record RequestFile(List<Request> requests, Map<String, Long> unmapped) {
    /** Where nothing fits. */
    public static final String OTHER = "altro";

    private static final String DEFAULT_CHANNEL = "web";

    public static RequestFile read(Path file, Mapping mapping) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        List<String> heading =
                lines.isEmpty() ? List.of() : cells(lines.getFirst().replace("\uFEFF", ""));
        int id = column(heading, "Id", file);
        int channel = column(heading, "DescrizioneBreve", file);
        int category = column(heading, "Categoria", file);
        List<Request> requests = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() != heading.size()) {
                throw new IOException(file + ", line " + (lines.indexOf(line) + 1) + ": " + cells.size()
                        + " cells where the heading has " + heading.size());
            }
            String words = cells.get(category);
            requests.add(new Request(
                    cells.get(id),
                    mapping.channel(cells.get(channel)).orElse(DEFAULT_CHANNEL),
                    mapping.category(words).orElseGet(() -> {
                        unknown.add(words);
                        return OTHER;
                    }),
                    words));
        }
        return new RequestFile(
                List.copyOf(requests),
                unknown.stream().collect(Collectors.groupingBy(w -> w, LinkedHashMap::new, Collectors.counting())));
    }

    /** How many fell to {@link #OTHER}. */
    public long fallen() {
        return unmapped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code count} of them, evenly spread over the file, so that a sorted file does not give the same thing only. */
    public List<Request> spread(int count) {
        List<Request> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(requests.get((int) ((long) i * requests.size() / count)));
        }
        return some;
    }

    private static int column(List<String> heading, String name, Path file) throws IOException {
        int at = heading.indexOf(name);
        if (at < 0) {
            throw new IOException(file + " has no column " + name + "; it has " + heading);
        }
        return at;
    }

    /** A cell may be quoted, and then hold semicolons and doubled quotes. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ';' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
