package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who is asked about a ticket: the member that opened it, or the citizen (by it, or on the hub's page). */
public enum Asked {
    @JsonProperty("originator")
    ORIGINATOR,
    @JsonProperty("citizen")
    CITIZEN
}
