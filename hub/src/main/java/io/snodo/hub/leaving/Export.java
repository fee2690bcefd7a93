package io.snodo.hub.leaving;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is a member's own, as one file that was asked for.
 *
 * @param written how many lines so far
 * @param digest SHA-256 of the file, base64url
 * @param manifest SHA-256 of its manifest, base64url
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Export(
        UUID id,
        MemberCode member,
        String askedBy,
        Instant askedAt,
        State state,
        long written,
        @Nullable Long octets,
        @Nullable String digest,
        @Nullable String manifest,
        @Nullable Instant readyAt,
        @Nullable Instant fetchedAt) {
    /** How far it is. */
    public enum State {
        @JsonProperty("asked")
        ASKED,
        @JsonProperty("ready")
        READY,
        @JsonProperty("failed")
        FAILED,
        /** It has lain there long enough. */
        @JsonProperty("dropped")
        DROPPED
    }
}
