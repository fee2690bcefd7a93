package io.snodo.spoke.link.rest;

import static io.snodo.spoke.link.Notary.PARMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.snodo.spoke.link.PemKeys;
import io.snodo.spoke.link.amqp.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens with either kind of key; on the other side somebody else's cryptography. */
class TokensTest {
    private static final String RSA = "signature";
    private static final String P256 = "link";

    @TempDir
    static Path folder;

    private static TestAuthority authority;

    @BeforeAll
    static void make() throws Exception {
        authority = new TestAuthority(folder);
        for (String name : List.of("hub", PARMA.value())) {
            authority.signature(name);
            authority.link(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RSA, P256})
    void ourTokensAreSignedAsTheirHeaderSays(String kind) throws Exception {
        X509Certificate own = certificate(PARMA.value(), kind);
        OwnTokens tokens = new OwnTokens(List.of(own), key(PARMA.value(), kind), PARMA, "hub", Clock.systemUTC());

        SignedJWT token = SignedJWT.parse(tokens.integrity("SHA-256=x", "application/json"));

        assertThat(token.getHeader().getAlgorithm())
                .isEqualTo(kind.equals(RSA) ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256);
        assertThat(verifies(token, own.getPublicKey())).isTrue();
    }

    private static boolean verifies(SignedJWT token, PublicKey key) throws JOSEException {
        return token.verify(
                key instanceof RSAPublicKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier((ECPublicKey) key));
    }

    @ParameterizedTest
    @ValueSource(strings = {RSA, P256})
    void theHubsTokenLetsInOnceAndOnlyWithItsOwnKey(String kind) throws Exception {
        HubTokens hub = new HubTokens(PemKeys.chain(authority.file("authority.pem")), PARMA, Clock.systemUTC());
        String good = token("hub", certificate("hub", kind), key("hub", kind));
        String foreign = token("hub", certificate("hub", kind), key(PARMA.value(), kind));
        String members = token(PARMA.value(), certificate(PARMA.value(), kind), key(PARMA.value(), kind));
        int end = good.length() - 6;
        String spoilt = good.substring(0, end) + (good.charAt(end) == 'A' ? 'B' : 'A') + good.substring(end + 1);

        assertThat(hub.letsIn(spoilt)).isFalse();
        assertThat(hub.letsIn(foreign)).isFalse();
        assertThat(hub.letsIn(members)).isFalse();
        assertThat(hub.letsIn(good)).isTrue();
        assertThat(hub.letsIn(good)).as("a second time").isFalse();
    }

    private static String token(String issuer, X509Certificate shown, PrivateKey key) throws Exception {
        boolean elliptic = key instanceof ECPrivateKey;
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(elliptic ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .x509CertChain(List.of(Base64.encode(shown.getEncoded())))
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(PARMA.value())
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .jwtID(UUID.randomUUID().toString())
                        .claim("signed_headers", List.of(Map.of("digest", "SHA-256=x")))
                        .build());
        token.sign(elliptic ? new ECDSASigner((ECPrivateKey) key) : new RSASSASigner(key));
        return token.serialize();
    }

    private static X509Certificate certificate(String name, String kind) throws IOException {
        return PemKeys.chain(authority.file(name + "." + kind + ".pem")).getFirst();
    }

    private static PrivateKey key(String name, String kind) throws IOException {
        return PemKeys.key(authority.file(name + "." + kind + ".key"), certificate(name, kind));
    }
}
