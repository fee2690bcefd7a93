package io.snodo.spoke.link.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.Elliptic;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tokens of our calls: who calls, what is sent, and on whose behalf. */
final class OwnTokens {
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final JWSSigner signer;
    private final JWSHeader header;
    private final MemberCode member;
    private final String audience;
    private final Clock clock;

    OwnTokens(List<X509Certificate> chain, PrivateKey key, MemberCode member, String audience, Clock clock) {
        try {
            boolean elliptic = Elliptic.is(key);
            signer = elliptic ? elliptic(key) : new RSASSASigner(key);
            List<Base64> encoded = new ArrayList<>();
            for (X509Certificate certificate : chain) {
                encoded.add(Base64.encode(certificate.getEncoded()));
            }
            header = new JWSHeader.Builder(elliptic ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .x509CertChain(encoded)
                    .build();
        } catch (JOSEException | CertificateEncodingException e) {
            throw new IllegalArgumentException("snodo.rest.signature: RSA or P-256 is needed", e);
        }
        this.member = member;
        this.audience = audience;
        this.clock = clock;
    }

    String authorization() {
        return signed(claims());
    }

    String integrity(String digest, String contentType) {
        return signed(claims().claim(
                        "signed_headers", List.of(Map.of("digest", digest), Map.of("content-type", contentType))));
    }

    /** The link acts for its member, and says no more: who sat at the desk is the desk's to know. */
    String audit() {
        return signed(claims().claim("userID", "link").claim("userLocation", member.value()));
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(member.value())
                .subject(member.value())
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(UUID.randomUUID().toString());
    }

    private static JWSSigner elliptic(PrivateKey key) throws JOSEException {
        ECDSASigner signer = new ECDSASigner((ECPrivateKey) Elliptic.own(key));
        signer.getJCAContext().setProvider(Elliptic.PROVIDER);
        return signer;
    }

    private String signed(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims.build());
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("our signature key does not sign", e);
        }
    }
}
