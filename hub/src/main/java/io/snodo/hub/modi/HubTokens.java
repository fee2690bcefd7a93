package io.snodo.hub.modi;

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
import io.snodo.hub.identity.HubSignature;
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
import org.jspecify.annotations.Nullable;

/** Makes the hub's own tokens: for calls to members, and over its answers to theirs. */
public final class HubTokens {
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final JWSSigner signer;
    private final JWSHeader header;
    private final String issuer;
    private final Clock clock;

    HubTokens(HubSignature signature, ModiSettings settings, Clock clock) {
        this(signature, settings.audience(), clock);
    }

    /** For calls to another hub, which knows this one as {@code issuer}. */
    public static HubTokens of(HubSignature signature, String issuer, Clock clock) {
        return new HubTokens(signature, issuer, clock);
    }

    private HubTokens(HubSignature signature, String issuer, Clock clock) {
        try {
            boolean elliptic = Elliptic.is(signature.key());
            signer = elliptic ? elliptic(signature.key()) : new RSASSASigner(signature.key());
            header = new JWSHeader.Builder(elliptic ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .x509CertChain(encoded(signature.chain()))
                    .build();
        } catch (JOSEException | CertificateEncodingException e) {
            throw new IllegalArgumentException("snodo.bindings.signature: RSA or P-256 is needed", e);
        }
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Who calls; {@code id} may be shared by the tokens of one call. */
    public String authorization(MemberCode audience, UUID id) {
        return signed(claims(audience, id).build());
    }

    /** On whose behalf a hub calls another: its own. */
    public String audit(MemberCode audience, UUID id) {
        return signed(claims(audience, id)
                .claim("userID", issuer)
                .claim("userLocation", "hub")
                .build());
    }

    /**
     * What is sent.
     *
     * @param headers the names and values that are signed, the digest among them
     * @param requestDigest that of the call that is answered; absent in a call, and where none was sent
     */
    public String integrity(MemberCode audience, UUID id, Map<String, String> headers, @Nullable String requestDigest) {
        List<Map<String, String>> signed = new ArrayList<>();
        headers.forEach((name, value) -> signed.add(Map.of(name, value)));
        JWTClaimsSet.Builder claims = claims(audience, id).claim(Integrity.SIGNED_HEADERS, signed);
        return signed(
                requestDigest == null
                        ? claims.build()
                        : claims.claim("request_digest", requestDigest).build());
    }

    private JWTClaimsSet.Builder claims(MemberCode audience, UUID id) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(issuer)
                .audience(audience.value())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(id.toString());
    }

    private String signed(JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the hub's signature key does not sign", e);
        }
    }

    private static JWSSigner elliptic(PrivateKey key) throws JOSEException {
        ECDSASigner signer = new ECDSASigner((ECPrivateKey) Elliptic.own(key));
        signer.getJCAContext().setProvider(Elliptic.PROVIDER);
        return signer;
    }

    private static List<Base64> encoded(List<X509Certificate> chain) throws CertificateEncodingException {
        List<Base64> encoded = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            encoded.add(Base64.encode(certificate.getEncoded()));
        }
        return encoded;
    }
}
