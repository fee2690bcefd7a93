package io.snodo.messages.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.Samples;
import io.snodo.messages.Sha256;
import io.snodo.messages.body.NoteAdd;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTest {
    private static final Message MESSAGE = Samples.message(new NoteAdd("Perché no?", null, null));

    static Stream<SealKey> keys() {
        return Stream.of(SealKey.generate(), Rfc.P256);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void givesTheMessageOutUnderTheRightKeyAlone(SealKey key) {
        Sealed sealed = Sealed.seal(MESSAGE, key);

        byte[] payload =
                Sealed.read(sealed.jws()).orElseThrow().verify(key.verifyKey()).orElseThrow();
        assertThat(payload).isEqualTo(Json.MAPPER.writeValueAsBytes(MESSAGE));
        assertThat(sealed.keyId()).isEqualTo(key.verifyKey().keyId());
        assertThat(sealed.verify(SealKey.generate().verifyKey())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noticesAChangeOfAnyCharacter(SealKey key) {
        String jws = Sealed.seal(MESSAGE, key).jws();
        for (int i = 0; i < jws.length(); i++) {
            String changed = jws.substring(0, i) + (jws.charAt(i) == 'A' ? 'B' : 'A') + jws.substring(i + 1);
            assertThat(Sealed.read(changed).flatMap(s -> s.verify(key.verifyKey())))
                    .as("character %s", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "\n", ".", " ", "é"})
    void hasOneSpellingOnly(String tail) {
        assertThat(Sealed.read(Sealed.seal(MESSAGE, Rfc.ED25519).jws() + tail)).isEmpty();
    }

    /** The last of 86 characters has four bits that mean nothing; another digest must not go with the same signature. */
    @Test
    void hasOneSpellingOnlyInItsLastCharacterToo() {
        String jws = Sealed.seal(MESSAGE, Rfc.ED25519).jws();
        String url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char other = url.charAt(url.indexOf(jws.charAt(jws.length() - 1)) + 1);

        assertThat(Sealed.read(jws.substring(0, jws.length() - 1) + other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"kid\":\"KID\",\"typ\":\"staffetta\"}",
                "{\"alg\":\"HS256\",\"kid\":\"KID\",\"typ\":\"staffetta\"}",
                "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"staffetta\"}",
                "{\"kid\":\"KID\",\"typ\":\"staffetta\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"staffetta\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"JWT\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"staffetta-root\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"staffetta\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"EdDSA\",\"alg\":\"none\",\"kid\":\"KID\",\"typ\":\"staffetta\"}",
                "[\"EdDSA\"]",
                "EdDSA"
            })
    void isNotTalkedIntoAnotherAlgorithmTypeOrKey(String header) {
        SealKey key = Rfc.ED25519;
        String input = encode(header.replace("KID", key.verifyKey().keyId())) + "." + encode("{}");
        String jws = input + "." + Base64Url.encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));

        assertThat(Sealed.read(jws).flatMap(s -> s.verify(key.verifyKey()))).isEmpty();
    }

    @Test
    void takesUnknownHeaderParametersThatAreNotCritical() {
        SealKey key = Rfc.ED25519;
        String header = "{\"alg\":\"EdDSA\",\"kid\":\"%s\",\"typ\":\"staffetta\",\"novelty\":1}"
                .formatted(key.verifyKey().keyId());
        String input = encode(header) + "." + encode("{}");
        String jws = input + "." + Base64Url.encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));

        assertThat(Sealed.read(jws).orElseThrow().verify(key.verifyKey())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c", "a..c", "{}", "eyJ.eyJ.eyJ", "....", "è.è.è"})
    void isNoOtherText(String text) {
        assertThat(Sealed.read(text)).isEmpty();
    }

    @Test
    void isNamedByTheDigestOfTheWhole() {
        Sealed sealed = Sealed.seal(MESSAGE, Rfc.ED25519);

        assertThat(sealed.digest()).isEqualTo(Sha256.base64Url(sealed.jws().getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
