package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How two tickets belong together; the last word about a pair counts. */
public enum Relation {
    @JsonProperty("related")
    RELATED,
    @JsonProperty("part")
    PART,
    @JsonProperty("duplicate")
    DUPLICATE,
    @JsonProperty("none")
    NONE
}
