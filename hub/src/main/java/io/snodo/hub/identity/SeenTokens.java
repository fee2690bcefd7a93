package io.snodo.hub.identity;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.Map;

/** Remembers tokens until they expire, so that none opens twice. */
public interface SeenTokens {
    /** Whether {@code jti} is new from {@code issuer}. */
    boolean add(MemberCode issuer, String jti, Instant expiry);

    /** Whether all of them are new, with their expiry; if one is not, none is remembered. */
    default boolean addAll(MemberCode issuer, Map<String, Instant> ids) {
        return ids.size() == 1 && ids.entrySet().stream().allMatch(id -> add(issuer, id.getKey(), id.getValue()));
    }
}
