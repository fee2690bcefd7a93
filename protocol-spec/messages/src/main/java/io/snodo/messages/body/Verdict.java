package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a validator says of a proposed FAQ. */
public enum Verdict {
    @JsonProperty("approve")
    APPROVE,
    @JsonProperty("return")
    SEND_BACK
}
