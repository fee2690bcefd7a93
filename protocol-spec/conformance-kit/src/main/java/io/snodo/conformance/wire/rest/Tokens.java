package io.snodo.conformance.wire.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.X509CertUtils;
import io.snodo.conformance.wire.Credentials.Signature;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes tokens of the Italian interoperability model (ModI), and wrong ones where a case wants them so. */
public final class Tokens {
    private static final long LIFE = 120;

    private final Signature own;
    private final String issuer;
    private final String audience;
    private final Clock clock;

    /** {@code issuer} is the member's code, or the hub's name; {@code audience} the other's. */
    public Tokens(Signature own, String issuer, String audience, Clock clock) {
        this.own = own;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /** What every token says; with an id of its own. */
    public Map<String, Object> claims() {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", issuer);
        claims.put("aud", audience);
        claims.put("iat", now);
        claims.put("exp", now + LIFE);
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    /** As it should be. */
    public String sign(Map<String, Object> claims) {
        return sign(claims, own, own);
    }

    /** Shows one's certificate and signs with another's key. */
    String sign(Map<String, Object> claims, Signature shown, Signature signing) {
        JWSHeader header = header(signing.key(), JOSEObjectType.JWT)
                .x509CertChain(List.of(Base64.encode(encoded(shown.certificate()))))
                .build();
        return sign(header, claims, signing.key());
    }

    /** In a manner in which nothing is to be signed. */
    String sign(Map<String, Object> claims, String how) {
        List<Base64> chain = List.of(Base64.encode(encoded(own.certificate())));
        return switch (how) {
            case "alg-none" ->
                Base64URL.encode("{\"alg\":\"none\",\"typ\":\"JWT\",\"x5c\":[\"" + chain.getFirst() + "\"]}") + "."
                        + new Payload(claims).toBase64URL() + ".";
            case "alg-hmac" -> // the public key, which everybody has, taken for a secret
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(JOSEObjectType.JWT)
                                .x509CertChain(chain)
                                .build(),
                        claims,
                        mac(own.certificate().getPublicKey().getEncoded()));
            case "typ-other" ->
                sign(
                        header(own.key(), new JOSEObjectType("staffetta"))
                                .x509CertChain(chain)
                                .build(),
                        claims,
                        own.key());
            case "thumbprint-only" ->
                sign(
                        header(own.key(), JOSEObjectType.JWT)
                                .x509CertSHA256Thumbprint(X509CertUtils.computeSHA256Thumbprint(own.certificate()))
                                .build(),
                        claims,
                        own.key());
            case "changed" -> changed(sign(claims));
            case "no-token" -> "a.b.c";
            default -> throw new IllegalArgumentException("a token is not spoiled by " + how);
        };
    }

    /** The same signature under other claims. */
    private static String changed(String token) {
        String[] parts = token.split("\\.");
        Payload other = new Payload(new Base64URL(parts[1]).decodeToString().replace("\"exp\":1", "\"exp\":2"));
        return parts[0] + "." + other.toBase64URL() + "." + parts[2];
    }

    private static JWSHeader.Builder header(PrivateKey key, JOSEObjectType type) {
        return new JWSHeader.Builder(key instanceof ECPrivateKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256).type(type);
    }

    private static String sign(JWSHeader header, Map<String, Object> claims, PrivateKey key) {
        try {
            return signed(header, claims, key instanceof ECPrivateKey ec ? new ECDSASigner(ec) : new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a signature key is RSA or P-256", e);
        }
    }

    private static JWSSigner mac(byte[] secret) {
        try {
            return new MACSigner(secret);
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK has no HMAC", e);
        }
    }

    private static String signed(JWSHeader header, Map<String, Object> claims, JWSSigner signer) {
        try {
            JWSObject token = new JWSObject(header, new Payload(claims));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
