package io.snodo.conformance.seen;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.X509CertChainUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A token as who receives it has to read it: by whom, for whom, when, and over what. */
public final class SignedToken {
    private static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512");
    private static final long SKEW = 5;

    private SignedToken() {}

    /** What is wrong with it; empty if nothing is. {@code by} is its maker's certificate, where that is known. */
    public static Optional<String> flaw(String compact, @Nullable X509Certificate by, String audience, Instant at) {
        try {
            SignedJWT jwt = SignedJWT.parse(compact);
            List<X509Certificate> chain = jwt.getHeader().getX509CertChain() == null
                    ? List.of()
                    : X509CertChainUtils.parse(jwt.getHeader().getX509CertChain());
            if (chain.isEmpty() || by != null && !chain.getFirst().equals(by)) {
                return Optional.of("it does not show the certificate it should");
            }
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm().getName())
                    || !JOSEObjectType.JWT.equals(jwt.getHeader().getType())
                    || !isSigned(jwt, chain.getFirst())) {
                return Optional.of("it is not signed with the certificate that it shows");
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (claims.getIssueTime() == null || claims.getExpirationTime() == null || claims.getJWTID() == null) {
                return Optional.of("iat, exp or jti is missing");
            }
            if (!claims.getAudience().contains(audience)) {
                return Optional.of("it is for " + claims.getAudience() + " and not for " + audience);
            }
            return claims.getExpirationTime().toInstant().isAfter(at)
                            && !claims.getIssueTime().toInstant().isAfter(at.plusSeconds(SKEW))
                    ? Optional.empty()
                    : Optional.of("it is not of now");
        } catch (ParseException | JOSEException e) {
            return Optional.of("it is no token: " + e.getMessage());
        }
    }

    /** What it says; empty where it cannot be read. */
    public static Map<String, Object> claims(String compact) {
        try {
            return SignedJWT.parse(compact).getJWTClaimsSet().getClaims();
        } catch (ParseException e) {
            return Map.of();
        }
    }

    /** Whether it covers a header with this value. */
    public static boolean covers(String compact, String header, String value) {
        return claims(compact).get("signed_headers") instanceof List<?> signed
                && signed.contains(Map.of(header, value));
    }

    private static boolean isSigned(SignedJWT jwt, X509Certificate by) throws JOSEException {
        return switch (by.getPublicKey()) {
            case RSAPublicKey rsa -> jwt.verify(new RSASSAVerifier(rsa));
            case ECPublicKey ec -> jwt.verify(new ECDSAVerifier(ec));
            default -> false;
        };
    }
}
