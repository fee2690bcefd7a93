package io.snodo.messages.seal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From when to when the seals of a key count (ST-500): those of messages that the hub recorded in between, both ends
 * included. What the sender says of the time, and the time of reading, decide nothing.
 */
public record Validity(@Nullable Instant since, @Nullable Instant until) {
    public static final Validity ALWAYS = new Validity(null, null);
    private static final String SINCE = "since";
    private static final String UNTIL = "until";

    public boolean covers(Instant recordedAt) {
        return (since == null || !recordedAt.isBefore(since)) && (until == null || !recordedAt.isAfter(until));
    }

    /** As the registry writes it into a JWK, whose other readers pass over members they do not know (RFC 7517, 4). */
    public static Validity ofJwk(Map<String, String> jwk) {
        return new Validity(instant(jwk.get(SINCE)), instant(jwk.get(UNTIL)));
    }

    /** {@code jwk} with these times. */
    public Map<String, String> on(Map<String, String> jwk) {
        Map<String, String> timed = new LinkedHashMap<>(jwk);
        if (since != null) {
            timed.put(SINCE, since.toString());
        }
        if (until != null) {
            timed.put(UNTIL, until.toString());
        }
        return timed;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
