package io.snodo.hub.operators;

import io.snodo.messages.Json;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * What the conformance kit has signed about a spoke ({@code report.jws}).
 *
 * @param digest of the signed text
 */
public record ConformanceReport(String digest, String at, String result) {
    private static final String TYP = "staffetta-conformance";

    /** Empty for what is none, is of a hub, or says that something failed. Whose kit it was, the operator judges. */
    public static Optional<ConformanceReport> read(String text) {
        try {
            return Sealed.read(text.strip(), TYP).flatMap(ConformanceReport::read);
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ConformanceReport> read(Sealed signed) {
        JsonNode claims = Json.MAPPER.readTree(signed.alreadyVerified());
        Map<String, String> key =
                Json.MAPPER.convertValue(claims.path("key"), new TypeReference<Map<String, String>>() {});
        String result = claims.path("result").asString("");
        return signed.verify(VerifyKey.ofJwk(key)).isPresent()
                        && claims.path("role").asString("").equals("spoke")
                        && result.matches("[0-9]+ of [0-9]+ MUSTs covered, 0 failed")
                ? Optional.of(
                        new ConformanceReport(signed.digest(), claims.path("at").asString(""), result))
                : Optional.empty();
    }
}
