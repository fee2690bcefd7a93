package io.snodo.hub.identity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a token says (RFC 7519); times in seconds since 1970. */
record Claims(
        @Nullable String iss,
        @Nullable JsonNode aud,
        @Nullable Long iat,
        @Nullable Long exp,
        @Nullable String jti) {
    private static final String HUB = "hub";
    private static final int MAX_JTI = 100;
    /** How old a token may be, and how long it may be valid: what has to be remembered against replay. */
    static final Duration LIFE = Duration.ofMinutes(5);
    /** By how much a member's clock may be ahead. */
    static final Duration SKEW = Duration.ofSeconds(5);

    boolean areFor(String issuer, Instant now) {
        return issuer.equals(iss)
                && isForHub()
                && isTimely(now)
                && jti != null
                && !jti.isBlank()
                && jti.length() <= MAX_JTI;
    }

    Instant expiry() {
        return exp == null ? Instant.EPOCH : Instant.ofEpochSecond(exp);
    }

    private boolean isForHub() {
        if (aud == null) {
            return false;
        }
        return aud.isArray()
                ? aud.valueStream().anyMatch(each -> HUB.equals(each.stringValue("")))
                : HUB.equals(aud.stringValue(""));
    }

    private boolean isTimely(Instant now) {
        if (iat == null || exp == null) {
            return false;
        }
        long second = now.getEpochSecond();
        return iat <= second + SKEW.toSeconds()
                && iat >= second - LIFE.toSeconds()
                && exp > second
                && exp - iat <= LIFE.toSeconds();
    }
}
