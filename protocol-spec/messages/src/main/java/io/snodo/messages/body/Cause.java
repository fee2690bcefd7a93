package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a ticket is offered. */
public enum Cause {
    @JsonProperty("competence")
    COMPETENCE,
    @JsonProperty("overflow")
    OVERFLOW
}
