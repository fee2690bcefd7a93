package io.snodo.hub.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of many rows. Behind the last page nothing stands, however large the number: only letters are refused.
 *
 * @param next the next page's number, from 0; none on the last
 */
record Slice<T>(List<T> rows, @Nullable Long next) {
    static <T> Slice<T> of(List<T> all, long page, int size) {
        int from = (int) Math.clamp(page, 0, all.size() / size + 1L) * size;
        if (from >= all.size()) {
            return new Slice<>(List.of(), null);
        }
        int to = Math.min(from + size, all.size());
        return new Slice<>(all.subList(from, to), to < all.size() ? from / size + 1L : null);
    }
}
