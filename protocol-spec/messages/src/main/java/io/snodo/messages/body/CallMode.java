package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a call is passed: at once, after the two operators have spoken, or with both of them on the line. */
public enum CallMode {
    @JsonProperty("blind")
    BLIND,
    @JsonProperty("consultation")
    CONSULTATION,
    @JsonProperty("conference")
    CONFERENCE
}
