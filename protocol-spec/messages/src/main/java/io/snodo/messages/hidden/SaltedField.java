package io.snodo.messages.hidden;

import io.snodo.messages.Json;
import io.snodo.messages.Sha256;
import io.snodo.messages.seal.Base64Url;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A hidden field as it travels behind the seal, what RFC 9901 calls a disclosure: salt, name and value. Without the salt
 * who sees the digest alone could try values until one fits.
 *
 * @param text base64url of the JSON array, as its sender spelled it; what is hashed
 */
public record SaltedField(String name, JsonNode value, String text) {
    /** Octets, as RFC 9901 recommends (9.3). */
    private static final int SALT = 16;

    private static final int LONGEST_SALT = 64;
    private static final int LONGEST_NAME = 200;

    /** What SD-JWT itself needs these names for. */
    static final Set<String> RESERVED = Set.of("_sd", "_sd_alg", "...");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a disclosure turns out to be. */
    sealed interface Read {
        record Good(SaltedField field) implements Read {}

        /** In one word what is wrong with it; nothing of what it says. */
        record Flawed(String why) implements Read {}
    }

    static SaltedField of(String name, JsonNode value) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        byte[] json = Json.MAPPER.writeValueAsBytes(Json.MAPPER
                .createArrayNode()
                .add(Base64Url.encode(salt))
                .add(name)
                .add(value));
        return new SaltedField(name, value, Base64Url.encode(json));
    }

    static Read read(String text) {
        JsonNode array;
        try {
            array = Json.MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64Url.decode(text)))
                    .toString());
        } catch (IllegalArgumentException e) {
            return new Read.Flawed("base64url");
        } catch (CharacterCodingException | JacksonException e) {
            return new Read.Flawed("json");
        }
        if (!array.isArray() || array.size() != 3) {
            return new Read.Flawed("array");
        }
        if (!isSalt(array.path(0))) {
            return new Read.Flawed("salt");
        }
        String name = array.path(1).stringValue("");
        if (name.isEmpty() || name.length() > LONGEST_NAME || RESERVED.contains(name)) {
            return new Read.Flawed("name");
        }
        JsonNode value = array.path(2);
        if (value.isNull()) {
            return new Read.Flawed("value");
        }
        return hasReserved(value) ? new Read.Flawed("recursive") : new Read.Good(new SaltedField(name, value, text));
    }

    private static boolean isSalt(JsonNode salt) {
        try {
            int octets = Base64Url.decode(salt.stringValue("")).length;
            return octets >= SALT && octets <= LONGEST_SALT;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether something in {@code node} would hide more. */
    static boolean hasReserved(JsonNode node) {
        return node.propertyNames().stream().anyMatch(RESERVED::contains)
                || node.values().stream().anyMatch(SaltedField::hasReserved);
    }

    /** What stands in the seal for the disclosure {@code text}. */
    public static String digest(String text) {
        return Sha256.base64Url(text.getBytes(StandardCharsets.US_ASCII));
    }

    String digest() {
        return digest(text);
    }

    @Override
    public String toString() {
        return "SaltedField[hidden]";
    }
}
