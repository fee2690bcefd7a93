package io.snodo.hub.members.folder;

import io.snodo.hub.members.TenantsUnusable;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** A seal's public half with the time its certificate gives it. */
record SealCertificate(VerifyKey key, Validity validity) {

    static SealCertificate read(Path pem) throws IOException {
        InputStream octets = new ByteArrayInputStream(Files.readAllBytes(pem)); // which are read one by one
        try {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(octets);
            return new SealCertificate(
                    VerifyKey.of(certificate.getPublicKey()),
                    new Validity(
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant()));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new TenantsUnusable(
                    TenantsFolder.name(pem),
                    "The file " + pem + " holds no certificate of a seal (Ed25519 or P-256, PEM).",
                    e);
        }
    }

    /** Of two certificates of one key the one that ends later. */
    SealCertificate longer(SealCertificate other) {
        Instant end = Objects.requireNonNull(validity.until());
        return end.isBefore(Objects.requireNonNull(other.validity.until())) ? other : this;
    }

    Map<String, String> jwk() {
        return validity.on(key.jwk());
    }
}
