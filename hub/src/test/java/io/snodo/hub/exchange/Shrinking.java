package io.snodo.hub.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Cuts a failing sequence down (delta debugging): parts are left out as long as what is left still fails. */
final class Shrinking {
    private Shrinking() {}

    /** The shortest that was found within {@code tries}; {@code failing} itself must fail. */
    static <T> List<T> shortest(List<T> failing, int tries, Predicate<List<T>> fails) {
        List<T> shortest = failing;
        int parts = 2;
        while (shortest.size() > 1 && tries > 0) {
            int size = Math.ceilDiv(shortest.size(), parts);
            boolean shorter = false;
            for (int from = 0; from < shortest.size() && tries > 0 && !shorter; from += size) {
                List<T> without = new ArrayList<>(shortest.subList(0, from));
                without.addAll(shortest.subList(Math.min(from + size, shortest.size()), shortest.size()));
                tries--;
                if (fails.test(without)) {
                    shortest = without;
                    shorter = true;
                }
            }
            if (shorter) {
                parts = Math.max(2, parts - 1);
            } else if (size == 1) {
                return shortest;
            } else {
                parts = Math.min(shortest.size(), parts * 2);
            }
        }
        return shortest;
    }
}
