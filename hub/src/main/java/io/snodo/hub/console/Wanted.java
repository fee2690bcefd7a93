package io.snodo.hub.console;

import io.snodo.messages.TicketNumber;
import java.util.Locale;
import java.util.UUID;

/** What somebody asks why about; {@code typed} is how he wrote it. */
public sealed interface Wanted {
    String typed();

    record Nothing(String typed) implements Wanted {}

    /** No number that we give out. */
    record Unreadable(String typed) implements Wanted {}

    /** One that we have taken down. */
    record Refusal(String typed, long id) implements Wanted {}

    record Ticket(String typed, TicketNumber number) implements Wanted {}

    /** A message, or a time of help. */
    record Event(String typed, UUID id) implements Wanted {}

    static Wanted of(String query) {
        String typed = query.strip();
        if (typed.isEmpty()) {
            return new Nothing("");
        }
        if (typed.matches("#?[0-9]{1,18}")) {
            return new Refusal(typed, Long.parseLong(typed.replace("#", "")));
        }
        try {
            return typed.length() == 36
                    ? new Event(typed, UUID.fromString(typed))
                    : new Ticket(typed, new TicketNumber(typed.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return new Unreadable(typed.substring(0, Math.min(typed.length(), 60)));
        }
    }

    default boolean isAsked() {
        return !(this instanceof Nothing);
    }

    default boolean isReadable() {
        return !(this instanceof Unreadable);
    }
}
