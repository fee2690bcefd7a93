package io.snodo.hub.members.folder;

import io.snodo.hub.members.Limits;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** {@code limits} of a {@code tenant.yaml}; sizes as {@code 64KB}, each of them may be absent. */
record Limited(
        Limits.@Nullable Rate rate,
        @Nullable Integer connections,
        @Nullable String messageSize,
        @Nullable String waiting,
        @Nullable String storage) {
    Limited {
        new Limits(rate, connections, size(messageSize), size(waiting), size(storage));
    }

    Limits limits() {
        return new Limits(rate, connections, size(messageSize), size(waiting), size(storage));
    }

    private static @Nullable DataSize size(@Nullable String text) {
        return text == null ? null : DataSize.parse(text);
    }
}
