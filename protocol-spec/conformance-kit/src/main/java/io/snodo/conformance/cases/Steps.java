package io.snodo.conformance.cases;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a case: one a line; a line that is indented more goes on with the one above, or belongs to it where that
 * is {@code each}. What follows {@code #} at the beginning of a line is for people.
 */
final class Steps {
    private Steps() {}

    private record Raw(String text, int line) {}

    static List<Case.Line> read(String block, String file, int firstLine) {
        return read(raw(block, firstLine), file);
    }

    private static List<Raw> raw(String block, int firstLine) {
        List<Raw> lines = new ArrayList<>();
        int number = firstLine;
        for (String line : block.split("\n", -1)) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                lines.add(new Raw(line, number));
            }
            number++;
        }
        return lines;
    }

    private static List<Case.Line> read(List<Raw> lines, String file) {
        List<Case.Line> steps = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            Raw first = lines.get(at++);
            List<Raw> below = new ArrayList<>();
            while (at < lines.size() && indent(lines.get(at)) > indent(first)) {
                below.add(lines.get(at++));
            }
            steps.add(step(first, below, file));
        }
        if (steps.isEmpty()) {
            throw new CaseBroken(
                    new Case.Place(file, lines.isEmpty() ? 1 : lines.getFirst().line()), "no steps");
        }
        return List.copyOf(steps);
    }

    private static Case.Line step(Raw first, List<Raw> below, String file) {
        Case.Place place = new Case.Place(file, first.line());
        String text = first.text().strip();
        if (text.startsWith("each ")) {
            List<String> words = List.of(text.substring("each ".length()).split("\\s+"));
            if (below.isEmpty()) {
                throw new CaseBroken(place, "nothing stands below each");
            }
            // read once with every word, so that a mistake is found whichever it is in
            List<Case.Line> steps = new ArrayList<>();
            for (String word : words) {
                steps.addAll(read(
                        below.stream()
                                .map(raw -> new Raw(raw.text().replace("<each>", word), raw.line()))
                                .toList(),
                        file));
            }
            return new Case.Line(text, new Step.Each(words, steps), place);
        }
        StringBuilder whole = new StringBuilder(text);
        below.forEach(more -> whole.append(' ').append(more.text().strip()));
        return new Case.Line(whole.toString(), Sentences.read(whole.toString(), place), place);
    }

    private static int indent(Raw line) {
        int indent = 0;
        while (line.text().charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
