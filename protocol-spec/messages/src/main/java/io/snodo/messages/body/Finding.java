package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What came of a discrepancy: put right, none at all, or both live with it. */
public enum Finding {
    @JsonProperty("corrected")
    CORRECTED,
    @JsonProperty("unfounded")
    UNFOUNDED,
    @JsonProperty("remains")
    REMAINS
}
