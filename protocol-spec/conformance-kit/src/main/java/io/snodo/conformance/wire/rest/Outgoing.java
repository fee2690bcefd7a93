package io.snodo.conformance.wire.rest;

import io.snodo.conformance.wire.Credentials.Signature;
import io.snodo.conformance.wire.Wire;
import io.snodo.messages.Addresses;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way out: right, until words spoil it. {@code authorization.exp=-1S} sets a claim of a token
 * ({@code authorization}, {@code integrity}, {@code audit}), {@code signed.digest=absent} one of the signed headers,
 * {@code body=…} what is sent in place of what was signed; {@code audit:missing} leaves a token out,
 * {@code authorization:by-B} has another make it, {@code authorization:key-of-B} only sign it.
 */
final class Outgoing {
    private static final Pattern SETS = Pattern.compile("(\\w+)\\.([^=]+)=(.*)");
    private static final Pattern TIME = Pattern.compile("([+-]\\d+)S");

    private final Tokens tokens;
    private final Clock clock;
    private final Function<String, Signature> signatures;
    private final Map<String, Map<String, Object>> claims = new LinkedHashMap<>();
    private final Map<String, String> signed = new LinkedHashMap<>();
    private final Map<String, Object> afterwards = new LinkedHashMap<>();
    private final Map<String, String> how = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body;

    /** {@code signatures} gives those of the members, by letter, and of {@code nobody}. */
    Outgoing(Wire.Call call, Tokens tokens, Signature own, Clock clock, Function<String, Signature> signatures) {
        this.tokens = tokens;
        this.clock = clock;
        this.signatures = letter -> letter.equals("own") ? own : signatures.apply(letter);
        String text = call.body();
        this.body = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        claims.put("authorization", tokens.claims());
        if (text != null) {
            claims.put("integrity", tokens.claims());
            claims.put("audit", tokens.claims());
            claims("audit").put("userID", "operator-7");
            claims("audit").put("userLocation", "desk-3");
            headers.put("Content-Type", Addresses.typeOf(text));
            headers.put("Digest", Digests.of(body));
            signed.put("digest", headers.get("Digest"));
            signed.put("content-type", Addresses.typeOf(text));
        }
        call.headers().forEach((name, value) -> {
            if (value.equals("absent")) {
                headers.remove(name);
            } else {
                headers.put(name, value);
            }
        });
        call.spoiled().forEach(this::spoil);
    }

    private Map<String, Object> claims(String token) {
        Map<String, Object> found = claims.get(token);
        if (found == null) {
            throw new IllegalArgumentException("this call has no token " + token);
        }
        return found;
    }

    private void spoil(String word) {
        Matcher sets = SETS.matcher(word);
        if (word.startsWith("body=")) {
            body = word.substring("body=".length()).getBytes(StandardCharsets.UTF_8);
        } else if (sets.matches()) {
            String name = sets.group(2);
            Object value = value(sets.group(3));
            if (sets.group(1).equals("signed")) {
                set(signed, name, value == null ? null : String.valueOf(value));
            } else if (name.equals("signed_headers")) {
                afterwards.put(name, String.valueOf(value));
            } else {
                set(claims(sets.group(1)), name, value);
            }
        } else if (word.contains(":")) {
            String token = word.substring(0, word.indexOf(':'));
            claims(token);
            how.put(token, word.substring(word.indexOf(':') + 1));
        } else {
            throw new IllegalArgumentException("a call is not spoiled by " + word);
        }
    }

    private @Nullable Object value(String text) {
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            return clock.instant().getEpochSecond() + Long.parseLong(time.group(1));
        }
        return text.equals("absent") ? null : text;
    }

    private static <T> void set(Map<String, T> map, String name, @Nullable T value) {
        if (value == null) {
            map.remove(name);
        } else {
            map.put(name, value);
        }
    }

    byte[] body() {
        return body;
    }

    /** With all the tokens; those of what is sent only where something is. */
    Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "authorization", "Authorization", "Bearer ");
        if (claims.containsKey("integrity")) {
            List<Map<String, String>> covered = new ArrayList<>();
            signed.forEach((name, value) -> covered.add(Map.of(name, value)));
            claims("integrity").put("signed_headers", covered);
            claims("integrity").putAll(afterwards);
            put(all, "integrity", "Agid-JWT-Signature", "");
            String other =
                    how.getOrDefault("audit", "").equals("other-name") ? "Tracking-Evidence" : "TrackingEvidence";
            put(all, "audit", "Agid-JWT-" + other, "");
        }
        all.putAll(headers);
        return all;
    }

    private void put(Map<String, String> all, String token, String header, String scheme) {
        String way = how.getOrDefault(token, "");
        if (way.equals("missing")) {
            return;
        }
        Map<String, Object> said = claims(token);
        all.put(header, scheme + compact(said, way));
    }

    private String compact(Map<String, Object> said, String way) {
        if (way.isEmpty() || way.equals("other-name")) {
            return tokens.sign(said);
        }
        if (way.startsWith("by-")) {
            Signature other = signatures.apply(way.substring("by-".length()));
            return tokens.sign(said, other, other);
        }
        return way.startsWith("key-of-")
                ? tokens.sign(said, signatures.apply("own"), signatures.apply(way.substring("key-of-".length())))
                : tokens.sign(said, way);
    }
}
