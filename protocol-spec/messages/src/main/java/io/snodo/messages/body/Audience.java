package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may read a note: the citizen (and every party), the parties of the ticket, the owner and those named, the owner alone. */
public enum Audience {
    @JsonProperty("citizen")
    CITIZEN,
    @JsonProperty("parties")
    PARTIES,
    @JsonProperty("named")
    NAMED,
    @JsonProperty("owner")
    OWNER
}
