package io.snodo.conformance.cases;

import java.util.List;
import java.util.Set;

/**
 * One numbered case.
 *
 * @param shows the MUSTs that are seen to be kept where everybody does right (positive)
 * @param denies the MUSTs that are seen to be kept where somebody does wrong (negative)
 * @param alone no other case may run beside it, because it takes a member away or floods one
 * @param needs what the one under test must offer, beside the binding: {@code api}, {@code silence}, {@code driver}
 * @param bindings over which it makes sense; empty for all
 */
public record Case(
        String id,
        String title,
        Set<String> shows,
        Set<String> denies,
        boolean alone,
        Set<String> needs,
        Set<String> bindings,
        List<Line> steps,
        Place place) {

    /** A step as it is written, and where. */
    public record Line(String text, Step step, Place place) {}

    /** Where something stands, for whoever has to mend it. */
    public record Place(String file, int line) {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** {@code rest} in a case stands for both {@code rest-pull} and {@code rest-push}. */
    public boolean runsOver(String binding) {
        return bindings.isEmpty() || bindings.contains(binding) || bindings.contains(binding.split("-")[0]);
    }
}
