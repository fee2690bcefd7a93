package io.snodo.hub.modi;

import com.nimbusds.jwt.JWTClaimsSet;
import io.snodo.hub.identity.SeenTokens;
import io.snodo.hub.tenancy.DatabaseAway;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Sha256;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tokens of one call, each with its own refusal: who calls (ID_AUTH_REST_02), what it sends (INTEGRITY_REST_01) and
 * on whose behalf (AUDIT_REST_01). None is used up before all have passed.
 */
@Component
public class CallTokens {
    public static final String SIGNATURE = "Agid-JWT-Signature";
    private static final List<String> AUDIT = List.of("Agid-JWT-TrackingEvidence", "Agid-JWT-Tracking-Evidence");
    private static final String SCHEME = "Bearer ";
    private static final int MAX_NAME = 200;

    private final TokenReader reader;
    private final SeenTokens seen;

    CallTokens(TokenReader reader, SeenTokens seen) {
        this.reader = reader;
        this.seen = seen;
    }

    /** What came of it. */
    public sealed interface Verdict {
        /** @param audit the token on whose behalf, as it came; absent where none is asked for */
        record Passes(@Nullable String audit) implements Verdict {}

        record Refused(Refusal refusal) implements Verdict {}
    }

    /** Who calls, before anything else of the call is read. */
    public sealed interface Opening {
        /** Verified, and to be shown again with what the call brings: nothing is verified twice. */
        final class Open implements Opening {
            private final Token.Good authorization;

            private Open(Token.Good authorization) {
                this.authorization = authorization;
            }
        }

        record Refused(Refusal refusal) implements Opening {}
    }

    /** Before the body is read: whether the call is worth it. */
    public Opening open(Call call, MemberCode connected) {
        return switch (authorization(call, connected)) {
            case Token.Refused(Refusal refusal) -> new Opening.Refused(refusal);
            case Token.Good good -> new Opening.Open(good);
        };
    }

    /** A call that asks. */
    public Verdict verify(Call call, MemberCode connected) {
        return switch (authorization(call, connected)) {
            case Token.Refused(Refusal refusal) -> new Verdict.Refused(refusal);
            case Token.Good good -> once(connected, List.of(good), null);
        };
    }

    /** A call that brings something. */
    public Verdict verify(Opening.Open opened, Call call, MemberCode connected, byte[] body) {
        return verify(
                connected,
                List.of(opened.authorization, integrity(call, connected, Sha256.of(body)), audit(call, connected)));
    }

    /** A call that brings a part of a content; who asked for that, the offer's message has said (ST-668). */
    public Verdict verifyPart(Opening.Open opened, Call call, MemberCode connected, byte[] digest) {
        return verify(connected, List.of(opened.authorization, integrity(call, connected, digest)));
    }

    private Verdict verify(MemberCode connected, List<Token> all) {
        List<Token.Good> tokens = new ArrayList<>();
        for (Token token : all) {
            switch (token) {
                case Token.Refused(Refusal refusal) -> {
                    return new Verdict.Refused(refusal);
                }
                case Token.Good good -> tokens.add(good);
            }
        }
        return once(connected, tokens, tokens.getLast().compact());
    }

    private Token authorization(Call call, MemberCode connected) {
        Optional<String> header = call.header("Authorization");
        if (header.isEmpty() || !header.get().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refused(RefusalCode.TOKEN_MISSING, null);
        }
        return reader.read(header.get().substring(SCHEME.length()).strip(), connected);
    }

    private Token integrity(Call call, MemberCode connected, byte[] bodyDigest) {
        Optional<String> header = call.header(SIGNATURE);
        if (header.isEmpty()) {
            return refused(RefusalCode.INTEGRITY_MISSING, null);
        }
        return switch (reader.read(header.get(), connected)) {
            case Token.Refused refused -> refused;
            case Token.Good good ->
                Integrity.refusal(good.claims(), bodyDigest, call::header)
                        .<Token>map(Token.Refused::new)
                        .orElse(good);
        };
    }

    private Token audit(Call call, MemberCode connected) {
        Optional<String> header =
                AUDIT.stream().map(call::header).flatMap(Optional::stream).findFirst();
        if (header.isEmpty()) {
            return refused(RefusalCode.AUDIT_MISSING, null);
        }
        return switch (reader.read(header.get(), connected)) {
            // distinct from the same fault in the other tokens: the audit may be made by another system
            case Token.Refused(Refusal refusal) ->
                refused(RefusalCode.AUDIT_INVALID, refusal.code().wire());
            case Token.Good good ->
                says(good.claims(), "userID")
                                && says(good.claims(), "userLocation")
                                && good.claims().getIssuer() != null
                        ? good
                        : refused(RefusalCode.AUDIT_INVALID, "iss, userID and userLocation are required");
        };
    }

    private static boolean says(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String value && !value.isBlank() && value.length() <= MAX_NAME;
    }

    /** Tokens of one call may share their id. */
    private Verdict once(MemberCode member, List<Token.Good> tokens, @Nullable String audit) {
        Map<String, Instant> ids = new LinkedHashMap<>();
        for (Token.Good token : tokens) {
            Instant forgotten = token.claims()
                    .getIssueTime()
                    .toInstant()
                    .plus(TokenClaims.LIFE)
                    .plus(TokenClaims.SKEW);
            ids.merge(token.claims().getJWTID(), forgotten, (one, other) -> one.isAfter(other) ? one : other);
        }
        try {
            return seen.addAll(member, ids)
                    ? new Verdict.Passes(audit)
                    : new Verdict.Refused(Refusal.of(RefusalCode.TOKEN_REPLAYED));
        } catch (DatabaseAway e) {
            return new Verdict.Refused(Refusal.of(RefusalCode.HUB_BUSY));
        }
    }

    private static Token refused(RefusalCode code, @Nullable String detail) {
        return new Token.Refused(new Refusal(code, detail, null));
    }
}
