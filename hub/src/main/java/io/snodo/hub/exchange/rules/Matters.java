package io.snodo.hub.exchange.rules;

import org.jspecify.annotations.Nullable;

/** What is open around a ticket beside custody and status: most tickets have none of it. */
public record Matters(@Nullable Question question) {
    public static final Matters NONE = new Matters(null);

    Matters with(@Nullable Question asked) {
        return new Matters(asked);
    }
}
