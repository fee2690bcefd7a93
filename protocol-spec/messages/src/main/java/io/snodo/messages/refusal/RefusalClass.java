package io.snodo.messages.refusal;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of no. */
public enum RefusalClass {
    @JsonProperty("transport")
    TRANSPORT,
    @JsonProperty("identity")
    IDENTITY,
    @JsonProperty("agreement")
    AGREEMENT,
    @JsonProperty("schema")
    SCHEMA,
    @JsonProperty("state")
    STATE,
    @JsonProperty("conflict")
    CONFLICT,
    @JsonProperty("quota")
    QUOTA,
    @JsonProperty("size")
    SIZE,
    @JsonProperty("internal")
    INTERNAL
}
