package io.snodo.conformance.coverage;

import io.snodo.conformance.cases.Case;
import io.snodo.conformance.seen.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which MUST is shown by what. One counts as covered where a case shows it kept and a case shows it kept against
 * somebody who does wrong, or where the side that is missing is exempt with a reason.
 */
public final class Coverage {

    /** @param exempt absent where none is needed */
    public record Row(
            Musts.Must must, List<String> positive, List<String> negative, Exceptions.@Nullable Exempt exempt) {

        public boolean isCovered() {
            return missing().isEmpty();
        }

        /** What neither a case nor an exemption speaks of. */
        public List<String> missing() {
            List<String> missing = new ArrayList<>();
            if (positive.isEmpty() && !isExempt("positive")) {
                missing.add("positive");
            }
            if (negative.isEmpty() && !isExempt("negative")) {
                missing.add("negative");
            }
            return missing;
        }

        /** Whether no case at all names it. */
        public boolean isByExemptionAlone() {
            return positive.isEmpty() && negative.isEmpty() && isCovered();
        }

        private boolean isExempt(String side) {
            return exempt != null
                    && (exempt.missing().equals("both") || exempt.missing().equals(side));
        }
    }

    private Coverage() {}

    /** Of these cases and rules; one that names no MUST of the chapters is a mistake. */
    public static List<Row> of(List<Case> cases, List<Standing.Rule> rules) {
        Map<String, Musts.Must> musts = Musts.all();
        Map<String, List<String>> positive = new LinkedHashMap<>();
        Map<String, List<String>> negative = new LinkedHashMap<>();
        for (Case each : cases) {
            put(positive, each.id(), each.shows(), musts);
            put(negative, each.id(), each.denies(), musts);
        }
        for (Standing.Rule rule : rules) {
            put(positive, "always: " + rule.getClass().getSimpleName(), rule.shows(), musts);
        }
        Map<String, Exceptions.Exempt> exempt = new TreeMap<>(Exceptions.all());
        List<Row> rows = new ArrayList<>();
        musts.forEach((number, must) -> rows.add(new Row(
                must,
                List.copyOf(positive.getOrDefault(number, List.of())),
                List.copyOf(negative.getOrDefault(number, List.of())),
                exempt.remove(number))));
        if (!exempt.isEmpty()) {
            throw new IllegalStateException("exempt, but in no chapter: " + exempt.keySet());
        }
        return rows;
    }

    private static void put(
            Map<String, List<String>> to, String who, Set<String> numbers, Map<String, Musts.Must> musts) {
        for (String number : numbers) {
            if (!musts.containsKey(number)) {
                throw new IllegalStateException(who + " names " + number + ", which no chapter has");
            }
            to.computeIfAbsent(number, _ -> new ArrayList<>()).add(who);
        }
    }
}
