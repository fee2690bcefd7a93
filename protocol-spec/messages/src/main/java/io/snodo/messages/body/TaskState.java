package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far an open task is. */
public enum TaskState {
    @JsonProperty("requested")
    REQUESTED,
    @JsonProperty("accepted")
    ACCEPTED
}
