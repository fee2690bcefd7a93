package io.snodo.hub.modi;

import com.nimbusds.jwt.JWTClaimsSet;
import io.snodo.messages.Sha256;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** INTEGRITY_REST_01: the body is what the Digest header says, and that header and those about the body are signed. */
public final class Integrity {
    /** The claim that names the signed headers. */
    static final String SIGNED_HEADERS = "signed_headers";

    private static final String ALGORITHM = "SHA-256=";
    private static final List<String> TO_BE_COVERED = List.of("digest", "content-type", "content-encoding");

    private Integrity() {}

    /** As the Digest header says it (RFC 3230). */
    public static String digest(byte[] body) {
        return ALGORITHM + Base64.getEncoder().encodeToString(Sha256.of(body));
    }

    /**
     * @param bodyDigest SHA-256 over the octets that came
     * @param headers by lower-case name, empty where it was not sent
     */
    static Optional<Refusal> refusal(
            JWTClaimsSet claims, byte[] bodyDigest, Function<String, Optional<String>> headers) {
        Optional<Map<String, String>> signed = signedHeaders(claims.getClaim(SIGNED_HEADERS));
        if (signed.isEmpty()) {
            return refused(RefusalCode.HEADER_NOT_COVERED, SIGNED_HEADERS);
        }
        for (String name : TO_BE_COVERED) {
            boolean sent = name.equals("digest") || headers.apply(name).isPresent();
            if (sent && !signed.get().containsKey(name)) {
                return refused(RefusalCode.HEADER_NOT_COVERED, name);
            }
        }
        for (Map.Entry<String, String> header : signed.get().entrySet()) {
            if (!headers.apply(header.getKey())
                    .filter(header.getValue()::equals)
                    .isPresent()) {
                return refused(RefusalCode.HEADER_MISMATCH, null); // not which: the name is the sender's own text
            }
        }
        return headers.apply("digest")
                        .filter(sent -> isDigest(sent, bodyDigest))
                        .isPresent()
                ? Optional.empty()
                : refused(RefusalCode.DIGEST_MISMATCH, null);
    }

    /** One object with one name each; a name may come once. */
    private static Optional<Map<String, String>> signedHeaders(@Nullable Object claim) {
        if (!(claim instanceof List<?> list) || list.isEmpty() || list.size() > 50) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> header)) {
                return Optional.empty();
            }
            for (Map.Entry<?, ?> entry : header.entrySet()) {
                if (!(entry.getKey() instanceof String name)
                        || !(entry.getValue() instanceof String value)
                        || headers.put(name.toLowerCase(Locale.ROOT), value) != null) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(headers);
    }

    /** The header may name several digests; ours is among them, and right. */
    private static boolean isDigest(String header, byte[] digest) {
        List<String> digests = new ArrayList<>(Arrays.asList(header.split(",", 10)));
        digests.replaceAll(String::strip);
        return digests.stream()
                .filter(each -> each.regionMatches(true, 0, ALGORITHM, 0, ALGORITHM.length()))
                .map(each -> each.substring(ALGORITHM.length()))
                .anyMatch(value -> MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8),
                        Base64.getEncoder().encode(digest)));
    }

    private static Optional<Refusal> refused(RefusalCode code, @Nullable String detail) {
        return Optional.of(new Refusal(code, detail, null));
    }
}
