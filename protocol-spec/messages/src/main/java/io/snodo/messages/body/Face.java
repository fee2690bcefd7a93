package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The three faces of Mettiamoci la faccia: green, yellow, red. */
public enum Face {
    @JsonProperty("satisfied")
    SATISFIED,
    @JsonProperty("neutral")
    NEUTRAL,
    @JsonProperty("unsatisfied")
    UNSATISFIED
}
