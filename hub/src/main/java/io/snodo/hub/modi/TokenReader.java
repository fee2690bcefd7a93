package io.snodo.hub.modi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.X509CertChainUtils;
import com.nimbusds.jwt.SignedJWT;
import io.snodo.hub.identity.NetworkAuthority;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Elliptic;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads a token (RFC 7519) signed with an X.509 certificate: first who signed it and whether it did, then what it says. */
@Component
class TokenReader {
    private static final int MAX_LENGTH = 16 * 1024;
    private static final int MAX_CHAIN = 5;
    private static final int MIN_RSA = 2048;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final NetworkAuthority authority;
    private final Members members;
    private final TokenClaims claims;

    TokenReader(NetworkAuthority authority, Members members, TokenClaims claims) {
        this.authority = authority;
        this.members = members;
        this.claims = claims;
    }

    /** @param connected whom the connection's certificate names */
    Token read(String compact, MemberCode connected) {
        try {
            return compact.length() > MAX_LENGTH
                    ? refused(RefusalCode.TOKEN_INVALID)
                    : read(SignedJWT.parse(compact), compact, connected);
        } catch (ParseException e) {
            return refused(RefusalCode.TOKEN_INVALID);
        }
    }

    private Token read(SignedJWT jwt, String compact, MemberCode connected) throws ParseException {
        JWSHeader header = jwt.getHeader();
        if (!JOSEObjectType.JWT.equals(header.getType()) || !ALGORITHMS.contains(header.getAlgorithm())) {
            return new Token.Refused(Refusal.of(RefusalCode.TOKEN_INVALID, "typ JWT; alg RS256, ES256 or stronger"));
        }
        if (header.getX509CertChain() == null) { // x5t#S256 would do, if the hub kept members' certificates
            return new Token.Refused(Refusal.of(RefusalCode.CERTIFICATE_UNTRUSTED, "x5c is missing"));
        }
        List<X509Certificate> chain = X509CertChainUtils.parse(header.getX509CertChain());
        Optional<MemberCode> signer = chain.size() > MAX_CHAIN
                ? Optional.empty()
                : authority
                        .memberOf(chain)
                        .filter(named ->
                                members.admits(named) || members.near(named).isPresent());
        if (signer.isEmpty()) {
            return refused(RefusalCode.CERTIFICATE_UNTRUSTED);
        }
        if (!signer.get().equals(connected)) {
            return refused(RefusalCode.CERTIFICATE_FOREIGN);
        }
        if (!isSignedWith(chain.getFirst().getPublicKey(), jwt)) {
            return refused(RefusalCode.TOKEN_SIGNATURE_WRONG);
        }
        return claims.check(compact, jwt.getJWTClaimsSet(), connected);
    }

    private static boolean isSignedWith(PublicKey key, SignedJWT jwt) {
        try {
            Optional<JWSVerifier> verifier = switch (key) {
                case RSAPublicKey rsa
                when rsa.getModulus().bitLength() >= MIN_RSA -> Optional.of(new RSASSAVerifier(rsa));
                case ECPublicKey ec -> Optional.of(elliptic(ec));
                default -> Optional.empty();
            };
            return verifier.isPresent() && jwt.verify(verifier.get());
        } catch (JOSEException e) { // an algorithm that is not this key's
            return false;
        }
    }

    private static JWSVerifier elliptic(PublicKey key) throws JOSEException {
        ECDSAVerifier verifier = new ECDSAVerifier((ECPublicKey) Elliptic.own(key));
        verifier.getJCAContext().setProvider(Elliptic.PROVIDER);
        return verifier;
    }

    private static Token refused(RefusalCode code) {
        return new Token.Refused(Refusal.of(code));
    }
}
