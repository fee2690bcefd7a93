package io.snodo.hub.doors.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which octets of a content are asked for (RFC 9110, 14). */
sealed interface ByteRange {
    /** All of it: nothing else was asked for, or in a way that may be passed over. */
    record Whole(long size) implements ByteRange {}

    /** From {@code first} to {@code last}, both included. */
    record Part(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    record Unsatisfiable() implements ByteRange {}

    Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    static ByteRange of(@Nullable String header, long size) {
        Matcher range = ONE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return new Whole(size);
        }
        if (range.group(1).isEmpty()) {
            long tail = Long.parseLong(range.group(2));
            return tail == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - tail), size - 1);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(range.group(2)), size - 1);
        if (!range.group(2).isEmpty() && Long.parseLong(range.group(2)) < first) {
            return new Whole(size); // no range at all, and to be passed over
        }
        return first >= size ? new Unsatisfiable() : new Part(first, last);
    }
}
