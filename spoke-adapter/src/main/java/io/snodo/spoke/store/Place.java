package io.snodo.spoke.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a long list lies: at the list's start, or right after or right before a row, which is named by its keys.
 * As text it is a part of an address; text that names no place is the start.
 */
public record Place(Side side, List<String> keys) {
    public static final Place START = new Place(Side.AFTER, List.of());

    private static final Pattern WRITTEN = Pattern.compile("(after|before)(~[A-Za-z0-9-]{1,40}){1,3}");

    /** On which side of the row. */
    public enum Side {
        AFTER,
        BEFORE
    }

    public Place {
        keys = List.copyOf(keys);
    }

    public static Place read(@Nullable String typed) {
        if (typed == null || !WRITTEN.matcher(typed).matches()) {
            return START;
        }
        List<String> parts = Arrays.asList(typed.split("~"));
        return new Place(Side.valueOf(parts.getFirst().toUpperCase(Locale.ROOT)), parts.subList(1, parts.size()));
    }

    @Override
    public String toString() {
        return side.name().toLowerCase(Locale.ROOT) + "~" + String.join("~", keys);
    }
}
