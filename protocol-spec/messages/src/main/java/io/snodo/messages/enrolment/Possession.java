package io.snodo.messages.enrolment;

import io.snodo.messages.seal.SealKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * Proves that somebody has an X25519 key, which cannot sign: both agree on a secret (RFC 7748), and who has it
 * authenticates with it what the key is for (RFC 6955's way). HMAC-SHA-256 under the agreed secret, over
 * {@code staffetta enrolment}, the invitation's id and the key's {@code x}, with a line feed between them.
 */
public final class Possession {
    private static final int OCTETS = 32;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private Possession() {}

    /** The hub's half, which follows from its seal key, so that every node has the same one. */
    public static X25519PrivateKeyParameters hubs(SealKey hubSeal) {
        return new X25519PrivateKeyParameters(
                hubSeal.derive("possession of encryption keys").secret());
    }

    public static Map<String, String> jwk(X25519PrivateKeyParameters key) {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("crv", "X25519");
        jwk.put("kty", "OKP");
        jwk.put("x", URL.encodeToString(key.generatePublicKey().getEncoded()));
        return jwk;
    }

    /** {@code own} and {@code other} agree; {@code x} is of the key that is proven. */
    public static String proof(X25519PrivateKeyParameters own, Map<String, String> other, String context, String x) {
        byte[] agreed = new byte[OCTETS];
        X25519Agreement agreement = new X25519Agreement();
        agreement.init(own);
        agreement.calculateAgreement(
                new X25519PublicKeyParameters(Base64.getUrlDecoder().decode(String.valueOf(other.get("x")))),
                agreed,
                0); // throws where the other key is of low order
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(agreed, "HmacSHA256"));
            return URL.encodeToString(
                    mac.doFinal(("staffetta enrolment\n" + context + "\n" + x).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** Whether {@code offered} was proven to {@code hub} under {@code context}. */
    public static boolean isProven(KeyOffer offered, X25519PrivateKeyParameters hub, String context) {
        if (offered.jwk() == null
                || offered.proof() == null
                || !"X25519".equals(offered.jwk().get("crv"))) {
            return false;
        }
        try {
            String proof = proof(
                    hub, offered.jwk(), context, String.valueOf(offered.jwk().get("x")));
            return MessageDigest.isEqual(
                    proof.getBytes(StandardCharsets.US_ASCII), offered.proof().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }
}
