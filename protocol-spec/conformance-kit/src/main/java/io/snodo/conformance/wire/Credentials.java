package io.snodo.conformance.wire;

import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a member, or the hub, proves with who it is: {@code link} for the connection, {@code seal} for messages,
 * {@code signature} for tokens and SOAP envelopes, which not every binding needs. PEM files.
 */
public record Credentials(
        MemberCode member,
        SealKey seal,
        SSLContext link,
        @Nullable Signature signature) {

    /** RSA or P-256, of the network's authority. */
    public record Signature(PrivateKey key, X509Certificate certificate) {}

    /** From a folder of keys: {@code authority.pem}, and below it a folder with the member's code. */
    public static Credentials of(Path keys, MemberCode member) throws IOException, GeneralSecurityException {
        Path own = keys.resolve(member.value());
        return of(keys, member, SealKey.read(own.resolve("seal.key"), VerifyKey.read(own.resolve("seal.pem"))));
    }

    /** Of a member that seals nothing; what it would seal with is nobody's. */
    public static Credentials withoutSeal(Path keys, MemberCode member) throws IOException, GeneralSecurityException {
        return of(keys, member, SealKey.generate());
    }

    private static Credentials of(Path keys, MemberCode member, SealKey seal)
            throws IOException, GeneralSecurityException {
        Path own = keys.resolve(member.value());
        X509Certificate authority = certificate(keys.resolve("authority.pem"));
        X509Certificate certificate = certificate(own.resolve("link.pem"));
        PrivateKey key = key(own.resolve("link.key"), certificate.getPublicKey().getAlgorithm());
        return new Credentials(
                member,
                seal,
                context(authority, key, certificate),
                Files.exists(own.resolve("signature.pem"))
                        ? signature(own.resolve("signature.pem"), own.resolve("signature.key"))
                        : null);
    }

    private static Signature signature(Path pem, Path key) throws IOException, GeneralSecurityException {
        X509Certificate certificate = certificate(pem);
        return new Signature(key(key, certificate.getPublicKey().getAlgorithm()), certificate);
    }

    /** For the bindings that cannot do without. */
    public Signature requiredSignature() {
        if (signature == null) {
            throw new IllegalArgumentException(member + " has no signature.pem and signature.key");
        }
        return signature;
    }

    /** TLS that trusts one authority; with a certificate of one's own, or without one. */
    public static SSLContext context(Certificate authority, @Nullable PrivateKey key, @Nullable Certificate certificate)
            throws IOException, GeneralSecurityException {
        KeyStore own = store();
        if (key != null && certificate != null) {
            own.setKeyEntry("link", key, new char[0], new Certificate[] {certificate});
        }
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(own, new char[0]);
        KeyStore trusted = store();
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    public static X509Certificate certificate(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    public static PrivateKey key(Path pem, String algorithm) throws IOException, GeneralSecurityException {
        String text = Files.readString(pem, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
    }
}
