package io.snodo.messages.enrolment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/**
 * What a member is sent so that its spoke can join: one string, a JWS of the hub's seal (ST-690).
 *
 * @param hub the JSON API, up to {@code /v1}
 * @param secret opens once, until {@code until}
 * @param authorities certificates (DER, base64) that may vouch for the hub's address, beside those that everybody trusts
 * @param agreement the X25519 key that possession of an encryption key is proven to
 * @param seal the hub's seal key
 */
public record Invitation(
        UUID id,
        String hub,
        MemberCode member,
        String name,
        String secret,
        Instant until,
        List<String> authorities,
        Map<String, String> agreement,
        Map<String, String> seal) {
    private static final String TYP = "staffetta-invitation";

    @SuppressWarnings("ConstantValue") // empty lists are absent from JSON
    public Invitation {
        authorities = authorities == null ? List.of() : List.copyOf(authorities);
        agreement = Map.copyOf(agreement);
        seal = Map.copyOf(seal);
    }

    /** As it is sent. */
    public String sealed(SealKey hub) {
        return Sealed.sign(Json.MAPPER.writeValueAsBytes(this), TYP, hub);
    }

    /**
     * Empty for what is no invitation, or has been changed on its way. Who has made it is not said by that: whoever sends
     * an invitation says where the hub is.
     */
    public static Optional<Invitation> read(String text) {
        Optional<Sealed> sealed = Sealed.read(text.replaceAll("\\s", ""), TYP);
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        try {
            Invitation told = Json.MAPPER.readValue(sealed.get().alreadyVerified(), Invitation.class);
            return sealed.get().verify(told.sealKey()).map(_ -> told);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** What is shown as bearer token when it is redeemed: which one, and that it is known. */
    public String token() {
        return id + "." + secret;
    }

    @JsonIgnore
    public VerifyKey sealKey() {
        return VerifyKey.ofJwk(seal);
    }

    /** Without the secret, so that it comes into no log. */
    @Override
    public String toString() {
        return "Invitation[" + id + " of " + member + "]";
    }
}
