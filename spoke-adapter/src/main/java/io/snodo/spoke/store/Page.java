package io.snodo.spoke.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list, short enough to read and to draw.
 *
 * @param previous, next where the list goes on; absent at its ends
 */
public record Page<T>(
        List<T> rows, @Nullable Place previous, @Nullable Place next) {
    /** As many rows as one looks through without searching. */
    public static final int SIZE = 20;

    public Page {
        rows = List.copyOf(rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The same part of the list, with each row seen as something else. */
    public <U> Page<U> map(Function<? super T, ? extends U> as) {
        return new Page<>(rows.stream().<U>map(as).toList(), previous, next);
    }
}
