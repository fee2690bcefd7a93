package io.snodo.messages.confidential;

import io.snodo.messages.Json;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.VerifyKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JWE in general JSON serialisation (RFC 7516, 7.2.1): {@code A256GCM}, and for each reader {@code ECDH-ES+A256KW} on
 * its curve (RFC 7518, 4.6; RFC 8037, 3.2). It is bound by its {@link Tie}, and opens nowhere else.
 */
public final class Confidential {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ENC = "A256GCM";
    private static final String PROTECTED =
            encode("{\"enc\":\"A256GCM\",\"typ\":\"staffetta-confidential\"}".getBytes(StandardCharsets.US_ASCII));
    private static final int TAG_OCTETS = 16;

    private Confidential() {}

    /** Encrypts {@code what} for {@code readers}, each of which can read it, and nobody else. */
    public static JsonNode seal(Disclosure what, UUID message, TicketNumber ticket, Collection<EncryptionKey> readers) {
        return seal(what, Tie.of(message, ticket), readers);
    }

    /** The same for whatever a message is about. */
    public static JsonNode seal(Disclosure what, Tie tie, Collection<EncryptionKey> readers) {
        try {
            byte[] contentKey = random(32);
            byte[] iv = random(12);
            String aad = tie.aad();
            byte[] sealed = gcm(Cipher.ENCRYPT_MODE, contentKey, iv, PROTECTED + '.' + aad)
                    .doFinal(Json.MAPPER.writeValueAsBytes(what));
            int end = sealed.length - TAG_OCTETS;
            ObjectNode jwe = Json.MAPPER.createObjectNode();
            jwe.put("protected", PROTECTED);
            jwe.put("aad", aad);
            jwe.put("iv", encode(iv));
            jwe.put("ciphertext", encode(Arrays.copyOf(sealed, end)));
            jwe.put("tag", encode(Arrays.copyOfRange(sealed, end, sealed.length)));
            ArrayNode recipients = jwe.putArray("recipients");
            for (EncryptionKey reader : new LinkedHashSet<>(readers)) {
                recipients.add(recipient(reader, contentKey));
            }
            return jwe;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES, X25519 and P-256", e);
        }
    }

    private static ObjectNode recipient(EncryptionKey reader, byte[] contentKey) throws GeneralSecurityException {
        KeyPair ephemeral = reader.curve().generate();
        Cipher wrap = Cipher.getInstance("AESWrap");
        wrap.init(Cipher.WRAP_MODE, wrappingKey(reader.curve().agree(ephemeral.getPrivate(), reader.key())));
        ObjectNode recipient = Json.MAPPER.createObjectNode();
        ObjectNode header = recipient.putObject("header");
        header.put("alg", KeyWrapping.ALGORITHM);
        header.put("kid", reader.keyId());
        ObjectNode epk = header.putObject("epk");
        reader.curve().jwk(ephemeral.getPublic()).forEach(epk::put);
        recipient.put("encrypted_key", encode(wrap.wrap(new SecretKeySpec(contentKey, "AES"))));
        return recipient;
    }

    /** The ids of the keys that can read it. */
    public static Set<String> readers(JsonNode jwe) {
        Set<String> readers = new LinkedHashSet<>();
        jwe.path("recipients")
                .forEach(recipient ->
                        readers.add(recipient.path("header").path("kid").asString("")));
        return readers;
    }

    /** What it says, if it is for {@code key} and of this message; empty if it is not, or has been changed. */
    public static Optional<Disclosure> open(JsonNode jwe, UUID message, TicketNumber ticket, DecryptionKey key) {
        return open(jwe, Tie.of(message, ticket), key);
    }

    /** The same of whatever a message is about. */
    public static Optional<Disclosure> open(JsonNode jwe, Tie tie, DecryptionKey key) {
        try {
            JsonNode shared = Json.MAPPER.readTree(decode(jwe.path("protected").asString("")));
            if (!ENC.equals(shared.path("enc").asString(""))
                    || shared.has("crit")
                    || !tie.aad().equals(jwe.path("aad").asString(""))) {
                return Optional.empty();
            }
            for (JsonNode recipient : jwe.path("recipients")) {
                JsonNode header = recipient.path("header");
                if (key.encryptionKey().keyId().equals(header.path("kid").asString(""))
                        && KeyWrapping.ALGORITHM.equals(header.path("alg").asString(""))) {
                    return Optional.ofNullable(opened(jwe, recipient, key)); // "null" is JSON too
                }
            }
            return Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException | JacksonException e) {
            return Optional.empty(); // changed, or never one of ours: there is nothing to read either way
        }
    }

    private static @Nullable Disclosure opened(JsonNode jwe, JsonNode recipient, DecryptionKey key)
            throws GeneralSecurityException {
        Map<String, String> epk = Json.MAPPER.convertValue(
                recipient.path("header").path("epk"), new TypeReference<LinkedHashMap<String, String>>() {});
        Curve curve = key.encryptionKey().curve();
        if (!curve.jwkName.equals(epk.get("crv"))) {
            throw new IllegalArgumentException("a key of another curve");
        }
        Cipher unwrap = Cipher.getInstance("AESWrap");
        unwrap.init(Cipher.UNWRAP_MODE, wrappingKey(curve.agree(key.key(), curve.key(epk))));
        byte[] contentKey = unwrap.unwrap(
                        decode(recipient.path("encrypted_key").asString("")), "AES", Cipher.SECRET_KEY)
                .getEncoded();
        Cipher cipher = gcm(
                Cipher.DECRYPT_MODE,
                contentKey,
                decode(jwe.path("iv").asString("")),
                jwe.path("protected").asString("") + '.' + jwe.path("aad").asString(""));
        byte[] text = decode(jwe.path("ciphertext").asString(""));
        byte[] tag = decode(jwe.path("tag").asString(""));
        byte[] sealed = Arrays.copyOf(text, text.length + tag.length);
        System.arraycopy(tag, 0, sealed, text.length, tag.length);
        return Json.MAPPER.readValue(cipher.doFinal(sealed), Disclosure.class);
    }

    private static SecretKey wrappingKey(byte[] agreed) {
        return new SecretKeySpec(KeyWrapping.derive(agreed), "AES");
    }

    private static Cipher gcm(int mode, byte[] key, byte[] iv, String aad) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_OCTETS, iv));
        cipher.updateAAD(aad.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static byte[] random(int octets) {
        byte[] random = new byte[octets];
        RANDOM.nextBytes(random);
        return random;
    }

    private static String encode(byte[] octets) {
        return VerifyKey.URL.encodeToString(octets);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
