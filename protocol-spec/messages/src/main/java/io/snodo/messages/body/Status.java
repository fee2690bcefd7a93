package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the work is (after MEF 124); who holds the ticket is another axis, custody. */
public enum Status {
    @JsonProperty("triage")
    TRIAGE,
    @JsonProperty("acknowledged")
    ACKNOWLEDGED,
    @JsonProperty("in_progress")
    IN_PROGRESS,
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("resolved")
    RESOLVED,
    @JsonProperty("reopened")
    REOPENED,
    @JsonProperty("closed")
    CLOSED,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("merged")
    MERGED;

    /** Nothing more happens to the ticket, except that it may be read and rated, and a merge taken back. */
    public boolean isFinal() {
        return this == CLOSED || this == CANCELLED || this == MERGED;
    }

    /** The name on the wire and in the database. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Status ofWire(String wire) {
        return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
    }
}
