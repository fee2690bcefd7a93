package io.snodo.hub.leaving;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member on its way out, or gone.
 *
 * @param due by when it is to be gone
 * @param export what it takes along
 * @param erasingAt since when there is no way back
 * @param certificate of what became of its data, once it is gone
 * @param stamp where the certificate stands in the ledger
 */
public record Departure(
        UUID id,
        MemberCode member,
        Instant begunAt,
        Instant due,
        @Nullable UUID export,
        @Nullable Instant erasingAt,
        @Nullable Instant endedAt,
        @Nullable String certificate,
        @Nullable String stamp) {}
