package io.snodo.conformance.coverage;

import java.util.List;

/** The coverage as a Markdown table. */
public final class Table {
    private static final int NAMED = 4;

    private Table() {}

    public static String of(List<Coverage.Row> rows) {
        StringBuilder text = new StringBuilder("""
                # What shows which MUST

                Generated from the chapters, the cases and `exceptions.yaml`; `CoverageTest` compares it. Positive: a case that
                sees it kept where all do right. Negative: one that sees it kept where somebody does wrong. *always* is a rule
                that is held against everything that is seen.

                """);
        long byCase = rows.stream()
                .filter(row -> !row.positive().isEmpty() || !row.negative().isEmpty())
                .count();
        long byReason = rows.stream().filter(Coverage.Row::isByExemptionAlone).count();
        long covered = rows.stream().filter(Coverage.Row::isCovered).count();
        text.append(
                "%d of %d MUSTs covered: %d by cases, %d by a reasoned exception alone, with a test of the build where there is something to test.%n%n"
                        .formatted(covered, rows.size(), byCase, byReason));
        text.append("| MUST | positive | negative | exception |\n|---|---|---|---|\n");
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(Coverage.Row row) {
        Exceptions.Exempt exempt = row.exempt();
        String exception = exempt == null
                ? ""
                : exempt.reason() + (exempt.tests().isEmpty() ? "" : " (" + String.join(", ", exempt.tests()) + ")");
        return "| [%s](../specification/%s) | %s | %s | %s |%n"
                .formatted(
                        row.must().number(),
                        row.must().chapter(),
                        names(row.positive()),
                        names(row.negative()),
                        row.missing().isEmpty() ? exception : "**uncovered: " + row.missing() + "** " + exception);
    }

    private static String names(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
