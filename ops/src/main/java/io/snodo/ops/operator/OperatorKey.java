package io.snodo.ops.operator;

import io.snodo.messages.Json;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an operator's programs sign their calls with: the user name and an Ed25519 key, in one file as a JWK. */
public record OperatorKey(String username, SealKey key) {
    private static final int SEED = 32;

    public static OperatorKey make(String username) {
        return new OperatorKey(username, SealKey.generate());
    }

    public static OperatorKey read(Path file) throws IOException {
        try {
            JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(file));
            byte[] seed = Base64.getUrlDecoder().decode(json.path("d").asString(""));
            String username = json.path("username").asString("");
            if (seed.length == SEED && !username.isEmpty()) {
                return new OperatorKey(username, SealKey.ofEd25519(seed));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("it is no key made by ops/snodo new-key", e);
        }
        throw new IOException("it is no key made by ops/snodo new-key");
    }

    /** Readable by its owner alone from the moment it exists; fails where there is a file already. */
    public void write(Path file) throws IOException {
        Map<String, String> json = new LinkedHashMap<>(key.verifyKey().jwk());
        json.put("username", username);
        json.put("d", Base64.getUrlEncoder().withoutPadding().encodeToString(key.secret()));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Json.MAPPER.writeValueAsString(json) + "\n");
    }

    /** As it stands in {@code operators.yaml}. */
    public String yaml() {
        return "key: " + Json.MAPPER.writeValueAsString(key.verifyKey().jwk());
    }

    /** A fresh token: this operator's word that it is calling the hub now, once. */
    String token() {
        long now = Instant.now().getEpochSecond();
        return Sealed.sign(
                Json.MAPPER.writeValueAsBytes(
                        Map.of("iss", username, "aud", "hub", "iat", now, "exp", now + 120, "jti", UUID.randomUUID())),
                "JWT",
                key);
    }
}
