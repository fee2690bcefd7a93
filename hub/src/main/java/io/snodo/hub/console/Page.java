package io.snodo.hub.console;

import java.util.List;

/** A part of a long list, as many rows as a person looks through; the others are a link away. */
public record Page<T>(List<T> rows, int number, int last, int all) {
    private static final int ROWS = 100;

    static <T> Page<T> of(List<T> all, int number) {
        int last = Math.max(1, (all.size() + ROWS - 1) / ROWS);
        int shown = Math.clamp(number, 1, last);
        int from = (shown - 1) * ROWS;
        return new Page<>(all.subList(from, Math.min(all.size(), from + ROWS)), shown, last, all.size());
    }

    public boolean isOnlyOne() {
        return last == 1;
    }
}
