package io.snodo.hub.identity;

import io.snodo.messages.MemberCode;
import java.time.Instant;

/** Remembers tokens until they expire, so that none opens twice. */
public interface SeenTokens {
    /** Whether {@code jti} is new from {@code issuer}. */
    boolean add(MemberCode issuer, String jti, Instant expiry);
}
