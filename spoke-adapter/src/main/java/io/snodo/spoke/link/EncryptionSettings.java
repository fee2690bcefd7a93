package io.snodo.spoke.link;

import io.snodo.messages.confidential.DecryptionKey;
import io.snodo.messages.confidential.EncryptionKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What others encrypt for us with, and we read with. PEM files, the newest first: with those of before what they were
 * used for can still be read. Without any, nothing is told us in confidence.
 *
 * @param key private keys, PKCS#8
 * @param certificate theirs, in the same order
 */
@ConfigurationProperties("snodo.encryption")
public record EncryptionSettings(List<Path> key, List<Path> certificate) {
    @SuppressWarnings("ConstantValue") // an absent property is bound as null
    public EncryptionSettings {
        key = key == null ? List.of() : List.copyOf(key);
        certificate = certificate == null ? List.of() : List.copyOf(certificate);
        if (key.size() != certificate.size()) {
            throw new IllegalArgumentException("snodo.encryption.key and snodo.encryption.certificate go together");
        }
    }

    List<DecryptionKey> keys() throws IOException {
        List<DecryptionKey> keys = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            keys.add(read(key.get(i), certificate.get(i)));
        }
        return keys;
    }

    private static DecryptionKey read(Path pkcs8, Path certificate) throws IOException {
        String pem = Files.readString(pkcs8, StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(certificate)) {
            PublicKey open = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey();
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return new DecryptionKey(
                    KeyFactory.getInstance(open.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der)),
                    EncryptionKey.of(open));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("not an encryption key and its certificate (X25519 or P-256): " + pkcs8, e);
        }
    }
}
