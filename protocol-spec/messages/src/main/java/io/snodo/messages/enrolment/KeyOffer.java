package io.snodo.messages.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One key that a member wants to use, with the proof that it has the other half: a certificate request; or a certificate
 * that another authority has given it; or, where the key cannot sign, a public key.
 *
 * @param request PKCS#10, DER in base64
 * @param chain certificates, DER in base64, the member's own first
 * @param jwk an X25519 key
 * @param proof for {@code chain} a signature, for {@code jwk} what {@link Possession} says; base64url
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyOffer(
        @Nullable String request,
        @Nullable List<String> chain,
        @Nullable Map<String, String> jwk,
        @Nullable String proof) {
    public static KeyOffer request(String der) {
        return new KeyOffer(der, null, null, null);
    }

    public static KeyOffer jwk(Map<String, String> jwk, String proof) {
        return new KeyOffer(null, null, jwk, proof);
    }
}
