package io.snodo.hub.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of many rows. Behind the last page nothing stands, however large the number, and from there one comes back to the
 * last: only letters are refused.
 *
 * @param previous a page's number, from 0; none on the first
 * @param next none on the last
 */
public record Slice<T>(
        List<T> rows, @Nullable Long previous, @Nullable Long next) {
    static <T> Slice<T> of(List<T> all, long page, int size) {
        long last = Math.max(0, all.size() - 1) / size;
        Long previous = page <= 0 ? null : Math.min(page - 1, last);
        if (page > last) {
            return new Slice<>(List.of(), previous, null);
        }
        int from = (int) Math.max(0, page) * size;
        int to = Math.min(from + size, all.size());
        return new Slice<>(all.subList(from, to), previous, to < all.size() ? Math.max(0, page) + 1 : null);
    }
}
