package io.snodo.hub.modi;

import com.nimbusds.jwt.JWTClaimsSet;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who a token is from, for whom, and when: the claims that all of ModI's tokens have (ID_AUTH_REST_02). */
@Component
class TokenClaims {
    /** How old a token may be, and so how long it has to be remembered against replay. */
    static final Duration LIFE = Duration.ofMinutes(5);
    /** By how much a member's clock may be ahead. */
    static final Duration SKEW = Duration.ofSeconds(5);

    private static final int MAX_JTI = 100;

    private final String audience;
    private final Clock clock;

    TokenClaims(ModiSettings settings, Clock clock) {
        this.audience = settings.audience();
        this.clock = clock;
    }

    Token check(String compact, JWTClaimsSet claims, MemberCode signer) {
        return refusal(claims, signer).<Token>map(Token.Refused::new).orElseGet(() -> new Token.Good(compact, claims));
    }

    private Optional<Refusal> refusal(JWTClaimsSet claims, MemberCode signer) {
        Instant now = clock.instant();
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        String jti = claims.getJWTID();
        if (issued == null || expires == null || claims.getAudience().isEmpty()) {
            return refused(RefusalCode.TOKEN_INVALID, "iat, exp and aud are required");
        }
        if (jti == null || jti.isBlank() || jti.length() > MAX_JTI) {
            return refused(RefusalCode.TOKEN_INVALID, "jti");
        }
        if (!isOrAbsent(signer, claims.getIssuer()) || !isOrAbsent(signer, claims.getSubject())) {
            return refused(RefusalCode.TOKEN_INVALID, "iss and sub name the signer");
        }
        if (!claims.getAudience().contains(audience)) {
            return refused(RefusalCode.TOKEN_AUDIENCE_WRONG, null);
        }
        if (!expires.toInstant().isAfter(now)) {
            return refused(RefusalCode.TOKEN_EXPIRED, "exp");
        }
        if (issued.toInstant().isBefore(now.minus(LIFE))) {
            return refused(RefusalCode.TOKEN_EXPIRED, "iat");
        }
        if (isAhead(issued, now) || isAhead(claims.getNotBeforeTime(), now)) {
            return refused(RefusalCode.TOKEN_NOT_YET_VALID, null);
        }
        return Optional.empty();
    }

    private static boolean isAhead(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(SKEW));
    }

    private static boolean isOrAbsent(MemberCode signer, @Nullable String name) {
        return name == null || name.equals(signer.value());
    }

    private static Optional<Refusal> refused(RefusalCode code, @Nullable String detail) {
        return Optional.of(new Refusal(code, detail, null));
    }
}
