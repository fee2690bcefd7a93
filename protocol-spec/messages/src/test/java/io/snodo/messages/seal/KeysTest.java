package io.snodo.messages.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import io.snodo.messages.Samples;
import io.snodo.messages.body.NoteAdd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our seals against the vectors of the RFCs and against other people's code. */
class KeysTest {

    @Test
    void haveTheirThumbprintForAName() {
        // RFC 8037, A.3
        assertThat(Rfc.ED25519.verifyKey().keyId()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        assertThat(VerifyKey.ofJwk(Rfc.ED25519_JWK).keyId())
                .isEqualTo(Rfc.ED25519.verifyKey().keyId());
        assertThat(VerifyKey.ofJwk(Rfc.P256_JWK).keyId())
                .isEqualTo(Rfc.P256.verifyKey().keyId());
        assertThat(Rfc.P256.verifyKey().jwk()).isEqualTo(Rfc.P256_JWK);
    }

    @Test
    void agreeWithNimbusOnTheThumbprintOfAP256Key() throws ParseException, JOSEException {
        assertThat(ECKey.parse(Map.copyOf(Rfc.P256_JWK)).computeThumbprint().toString())
                .isEqualTo(Rfc.P256.verifyKey().keyId());
    }

    @Test
    void signAsRfc8037DoesInItsAppendix() {
        String input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";

        assertThat(Base64Url.encode(Rfc.ED25519.sign(input.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
    }

    @Test
    void verifyWhatRfc7515SignsInItsAppendix() {
        String input = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        byte[] signature = Base64Url.decode(
                "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");

        assertThat(Rfc.P256.verifyKey().verify(input.getBytes(StandardCharsets.US_ASCII), signature))
                .isTrue();
        assertThat(Rfc.P256.verifyKey().verify((input + "x").getBytes(StandardCharsets.US_ASCII), signature))
                .isFalse();
        assertThat(Rfc.P256.verifyKey().verify(input.getBytes(StandardCharsets.US_ASCII), new byte[64]))
                .isFalse();
    }

    @Test
    void understandNimbusAndAreUnderstood() throws ParseException, JOSEException {
        ECKey key = ECKey.parse(Map.of(
                "kty",
                "EC",
                "crv",
                "P-256",
                "x",
                Rfc.P256_JWK.get("x"),
                "y",
                Rfc.P256_JWK.get("y"),
                "d",
                "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"));
        String ours = Sealed.seal(Samples.message(new NoteAdd("è", null, null)), Rfc.P256)
                .jws();
        assertThat(JWSObject.parse(ours).verify(new ECDSAVerifier(key))).isTrue();

        JWSObject theirs = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(Rfc.P256.verifyKey().keyId())
                        .type(new JOSEObjectType("staffetta"))
                        .build(),
                new Payload("{}"));
        theirs.sign(new ECDSASigner(key));
        assertThat(Sealed.read(theirs.serialize()).orElseThrow().verify(Rfc.P256.verifyKey()))
                .hasValue("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void understandTheJdkAndAreUnderstood() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifyKey verifyKey = VerifyKey.of(pair.getPublic());
        byte[] input = "staffetta".getBytes(StandardCharsets.US_ASCII);
        Signature theirs = Signature.getInstance("Ed25519");
        theirs.initSign(pair.getPrivate());
        theirs.update(input);
        assertThat(verifyKey.verify(input, theirs.sign())).isTrue();

        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] ours = SealKey.ofEd25519(java.util.Arrays.copyOfRange(pkcs8, pkcs8.length - 32, pkcs8.length))
                .sign(input);
        theirs.initVerify(pair.getPublic());
        theirs.update(input);
        assertThat(theirs.verify(ours)).isTrue();
    }

    @Test
    void areReadFromPemAndMustBelongTogether(@TempDir Path folder) throws GeneralSecurityException, IOException {
        KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC");
        p256.initialize(new ECGenParameterSpec("secp256r1"));
        for (KeyPair pair :
                new KeyPair[] {KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), p256.generateKeyPair()}) {
            VerifyKey verifyKey = VerifyKey.of(pair.getPublic());
            Path pem = pem(folder, pair.getPrivate().getEncoded());
            byte[] input = {1, 2, 3};
            assertThat(verifyKey.verify(input, SealKey.read(pem, verifyKey).sign(input)))
                    .isTrue();
            assertThatIOException()
                    .isThrownBy(() -> SealKey.read(pem, Rfc.P256.verifyKey()))
                    .withMessageContaining("does not belong");
        }
        assertThatIOException().isThrownBy(() -> SealKey.read(pem(folder, new byte[] {1, 2}), Rfc.P256.verifyKey()));
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        KeyPair rsa = small.generateKeyPair();
        assertThatIOException()
                .isThrownBy(() -> SealKey.read(pem(folder, rsa.getPrivate().getEncoded()), Rfc.P256.verifyKey()));
        assertThatIllegalArgumentException().isThrownBy(() -> VerifyKey.of(rsa.getPublic()));
    }

    @Test
    void areOfTwoKindsAndLieOnTheirCurve() {
        assertThatIllegalArgumentException().isThrownBy(() -> VerifyKey.ofJwk(Map.of("kty", "RSA")));
        assertThatIllegalArgumentException().isThrownBy(() -> VerifyKey.ofJwk(Map.of("crv", "Ed25519")));
        assertThatIllegalArgumentException().isThrownBy(() -> VerifyKey.ofJwk(Map.of("crv", "Ed25519", "x", "AAAA")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerifyKey.ofJwk(
                        Map.of("crv", "P-256", "x", Rfc.P256_JWK.get("x"), "y", Rfc.P256_JWK.get("x"))));
    }

    @Test
    void doNotShowTheirSecrets() {
        assertThat(Rfc.ED25519.toString() + Rfc.P256).doesNotContain("nWGx", "secret", "jpsQ");
    }

    private static Path pem(Path folder, byte[] der) throws IOException {
        Path pem = Files.createTempFile(folder, "key", ".pem");
        String text = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(pem, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    }
}
