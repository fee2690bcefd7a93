package io.snodo.hub.enrolment;

import io.snodo.hub.TestHub;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.CertificateRequest;
import io.snodo.messages.enrolment.KeyOffer;
import io.snodo.messages.enrolment.Possession;
import io.snodo.messages.enrolment.Purpose;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/** Somebody who has an invitation, and keys of any kind. */
final class Newcomer {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final TestHub hub;

    Newcomer(TestHub hub) {
        this.hub = hub;
    }

    static KeyPair key(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.replace("-1024", ""));
        switch (algorithm) {
            case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            case "RSA" -> generator.initialize(2048);
            case "RSA-1024" -> generator.initialize(1024);
            default -> {}
        }
        return generator.generateKeyPair();
    }

    /** One of each kind that is taken. */
    static Map<Purpose, KeyOffer> good(MemberCode member) throws GeneralSecurityException {
        Map<Purpose, KeyOffer> keys = new HashMap<>();
        keys.put(Purpose.LINK, offer(member, key("EC")));
        keys.put(Purpose.SEAL, offer(member, key("Ed25519")));
        return keys;
    }

    static KeyOffer offer(MemberCode member, KeyPair pair) {
        return KeyOffer.request(CertificateRequest.make(member, pair));
    }

    static KeyOffer encryption(Map<String, String> hub, String context) {
        X25519PrivateKeyParameters own = new X25519PrivateKeyParameters(new SecureRandom());
        Map<String, String> jwk = Possession.jwk(own);
        return KeyOffer.jwk(jwk, Possession.proof(own, hub, context, String.valueOf(jwk.get("x"))));
    }

    HttpResponse<String> ask(String token, Map<Purpose, KeyOffer> keys) throws Exception {
        return ask("/api/v1/enrolment", token, Json.MAPPER.writeValueAsString(Map.of("keys", keys)));
    }

    HttpResponse<String> ask(String path, String token, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(hub.url() + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String token) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(hub.url() + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + Json.MAPPER.readTree(answer.body()).path("code").asString("");
    }
}
