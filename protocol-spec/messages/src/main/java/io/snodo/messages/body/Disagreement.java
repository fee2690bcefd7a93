package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What does not agree: who holds the ticket, how far it is, what it is about, an event missing or too many, or else. */
public enum Disagreement {
    @JsonProperty("owner")
    OWNER,
    @JsonProperty("status")
    STATUS,
    @JsonProperty("field")
    FIELD,
    @JsonProperty("message")
    MESSAGE,
    @JsonProperty("other")
    OTHER
}
