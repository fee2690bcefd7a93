package io.snodo.hub.operators;

import io.snodo.hub.members.Binding;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * What the conformance kit has signed about a spoke ({@code report.jws}).
 *
 * @param digest of the signed text
 * @param signer the id of the key it is signed with
 * @param target the member whose spoke was tried
 * @param software what that spoke said it is
 */
public record ConformanceReport(
        String digest, String signer, String target, String software, String binding, String at, String result) {
    private static final String TYP = "staffetta-conformance";
    private static final Pattern PASSED = Pattern.compile("([1-9][0-9]*) of \\1 MUSTs covered, 0 failed");

    /** Empty for what is none, is of a hub, or says that something failed or was not tried. Whose kit it was, the operator judges. */
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
                        && PASSED.matcher(result).matches()
                ? Optional.of(new ConformanceReport(
                        signed.digest(),
                        VerifyKey.ofJwk(key).keyId(),
                        claims.path("target").asString(""),
                        claims.path("software").asString(""),
                        claims.path("binding").asString(""),
                        claims.path("at").asString(""),
                        result))
                : Optional.empty();
    }

    /** Whether it is about the spoke of {@code member} as it presents itself now, over the binding it receives by. */
    boolean isAbout(MemberCode member, Binding receives, String presented) {
        return target.equals(member.value()) && binding.equals(name(receives)) && software.equals(presented);
    }

    String evidence() {
        return "report " + digest + " on " + software + " of " + at + " by key " + signer + " (" + result + ")";
    }

    private static String name(Binding binding) {
        return switch (binding) {
            case Binding.Amqp() -> "amqp";
            case Binding.RestPull() -> "rest-pull";
            case Binding.RestPush(var _) -> "rest-push";
            case Binding.SoapPull() -> "soap-pull";
            case Binding.SoapPush(var _) -> "soap-push";
            case Binding.Via(var _) -> "via";
        };
    }
}
