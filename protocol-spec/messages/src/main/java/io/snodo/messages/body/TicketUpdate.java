package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The owner or the originator corrects what the ticket is about.
 *
 * @param basedOn the sequence of the ticket's last event that its sender has seen
 * @param set what is to be said from now on
 * @param clear what is to be said no more
 * @param confidential who asks, as it is right, as JWE
 */
public record TicketUpdate(
        long basedOn,
        @Nullable Patch set,
        @Nullable List<Clearable> clear,
        @Nullable JsonNode confidential) implements TicketBody {

    /** With nothing in confidence. */
    public TicketUpdate(long basedOn, @Nullable Patch set, @Nullable List<Clearable> clear) {
        this(basedOn, set, clear, null);
    }

    /** The fields that are to change; absent ones stay as they are. */
    public record Patch(
            @Nullable String subject,
            @Nullable String category,
            @Nullable String territory,
            @Nullable Instant due) {}

    /** The fields that a ticket need not have. */
    public enum Clearable {
        @JsonProperty("territory")
        TERRITORY,
        @JsonProperty("due")
        DUE
    }

    public boolean clears(Clearable field) {
        return clear != null && clear.contains(field);
    }
}
