package io.snodo.conformance.seen;

import io.snodo.messages.Json;
import io.snodo.messages.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Looks into what may be anything: what cannot be read is missing, and no exception. */
public final class Reads {
    private static final int MOST_LEAVES = 50_000;
    private static final Map<String, JsonNode> LEAVES = new ConcurrentHashMap<>();

    private Reads() {}

    public static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** As {@link #json}, for what is looked at again with every event that comes. */
    static JsonNode leaf(String text) {
        if (LEAVES.size() > MOST_LEAVES) {
            LEAVES.clear();
        }
        return LEAVES.computeIfAbsent(text, Reads::json);
    }

    /** The payload of a JWS, without trusting it. */
    public static JsonNode payload(String jws) {
        String[] parts = jws.split("\\.", -1);
        try {
            return parts.length < 2
                    ? MissingNode.getInstance()
                    : json(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }

    /** What receipts and records name (ST-066), whatever was disclosed behind it (ST-646). */
    public static String digest(String sealed) {
        int end = sealed.indexOf('~');
        String jws = end < 0 ? sealed : sealed.substring(0, end);
        return Sha256.base64Url(jws.getBytes(StandardCharsets.US_ASCII));
    }
}
