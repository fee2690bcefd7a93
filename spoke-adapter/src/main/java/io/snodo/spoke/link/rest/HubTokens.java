package io.snodo.spoke.link.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.X509CertChainUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.Elliptic;
import io.snodo.spoke.link.http.HubCertificate;
import io.snodo.spoke.link.http.Once;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a call or an answer is the hub's: signed with its certificate, for us, in time, and over what came. */
final class HubTokens {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final HubCertificate certificate;
    private final MemberCode member;
    private final Clock clock;
    private final Once called;

    HubTokens(Collection<X509Certificate> authority, MemberCode member, Clock clock) {
        this.certificate = new HubCertificate(authority, clock);
        this.called = new Once(clock);
        this.member = member;
        this.clock = clock;
    }

    /** Whether {@code compact} lets the hub call; once. */
    boolean letsIn(@Nullable String compact) {
        JWTClaimsSet claims = claims(compact);
        return claims != null && claims.getJWTID() != null && called.isFirst(claims.getJWTID());
    }

    /** Whether {@code compact} covers a body with this digest, and its type. */
    boolean covers(@Nullable String compact, String digest, @Nullable String contentType) {
        JWTClaimsSet claims = claims(compact);
        return claims != null
                && claims.getClaim("signed_headers") instanceof List<?> signed
                && signed.contains(Map.of("digest", digest))
                && (contentType == null || signed.contains(Map.of("content-type", contentType)));
    }

    private @Nullable JWTClaimsSet claims(@Nullable String compact) {
        if (compact == null) {
            return null;
        }
        try {
            SignedJWT jwt = SignedJWT.parse(compact);
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())
                    || jwt.getHeader().getX509CertChain() == null) {
                return null;
            }
            List<X509Certificate> chain =
                    X509CertChainUtils.parse(jwt.getHeader().getX509CertChain());
            return certificate.isShown(chain)
                            && jwt.verify(verifier(chain.getFirst().getPublicKey()))
                            && isTimely(jwt.getJWTClaimsSet())
                    ? jwt.getJWTClaimsSet()
                    : null;
        } catch (ParseException | JOSEException e) {
            return null;
        }
    }

    private static JWSVerifier verifier(PublicKey key) throws JOSEException {
        return switch (key) {
            case RSAPublicKey rsa -> new RSASSAVerifier(rsa);
            case ECPublicKey ec -> elliptic(ec);
            default -> throw new JOSEException("neither RSA nor an elliptic curve");
        };
    }

    private static JWSVerifier elliptic(PublicKey key) throws JOSEException {
        ECDSAVerifier verifier = new ECDSAVerifier((ECPublicKey) Elliptic.own(key));
        verifier.getJCAContext().setProvider(Elliptic.PROVIDER);
        return verifier;
    }

    private boolean isTimely(JWTClaimsSet claims) {
        Instant now = clock.instant();
        return claims.getAudience().contains(member.value())
                && claims.getIssueTime() != null
                && claims.getExpirationTime() != null
                && claims.getExpirationTime().toInstant().isAfter(now)
                && !claims.getIssueTime().toInstant().isAfter(now.plus(SKEW))
                && !claims.getIssueTime().toInstant().isBefore(now.minus(LIFE));
    }
}
