package io.snodo.hub.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the secrets of second factors are closed with before they are stored.
 *
 * @param key a file with 32 octets in Base64; all nodes of a hub have the same. Where there is none, it is made
 */
@ConfigurationProperties("snodo.second-factor")
record SecondFactorSettings(Path key) {
    private static final Logger LOG = LoggerFactory.getLogger(SecondFactorSettings.class);

    ClosedSecrets secrets() {
        try {
            if (Files.notExists(key)) {
                make();
            }
            return new ClosedSecrets(
                    Base64.getDecoder().decode(Files.readString(key).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("the key for second factors (snodo.second-factor.key) cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("snodo.second-factor.key: " + key + " is not 32 octets in Base64", e);
        }
    }

    private void make() throws IOException {
        byte[] fresh = new byte[ClosedSecrets.KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        Path folder = key.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, Base64.getEncoder().encodeToString(fresh), StandardOpenOption.WRITE);
            LOG.info("a key for second factors was made; every node of this hub needs the same file={}", key);
        } catch (FileAlreadyExistsException e) {
            LOG.info("another has made the key for second factors file={}", key);
        }
    }
}
