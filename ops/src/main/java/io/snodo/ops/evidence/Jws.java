package io.snodo.ops.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A JWS in compact serialisation (RFC 7515), read but not yet believed. */
record Jws(String kid, String algorithm, byte[] payload, byte[] input, byte[] signature) {

    /** Empty if it is none of that {@code typ}, or spelled in another way than the one. */
    static Optional<Jws> read(String text, String typ) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode header = EvidenceFile.JSON.readTree(Octets.decode(parts[0]));
            if (!typ.equals(header.path("typ").asString(""))
                    || header.has("crit")
                    || !header.path("kid").isString()) {
                return Optional.empty();
            }
            return Optional.of(new Jws(
                    header.path("kid").asString(),
                    header.path("alg").asString(""),
                    Octets.decode(parts[1]),
                    (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                    Octets.decode(parts[2])));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** The algorithm is the key's; a header that says another is refused. */
    boolean holds(Jwk key) {
        return kid.equals(key.id()) && algorithm.equals(key.algorithm()) && key.verify(input, signature);
    }
}
