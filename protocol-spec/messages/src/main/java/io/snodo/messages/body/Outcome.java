package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a ticket ended; closed is not the same as solved. */
public enum Outcome {
    @JsonProperty("solved")
    SOLVED,
    @JsonProperty("not_responsible")
    NOT_RESPONSIBLE,
    @JsonProperty("duplicate")
    DUPLICATE,
    @JsonProperty("no_further_action")
    NO_FURTHER_ACTION,
    @JsonProperty("referred")
    REFERRED,
    @JsonProperty("withdrawn")
    WITHDRAWN
}
