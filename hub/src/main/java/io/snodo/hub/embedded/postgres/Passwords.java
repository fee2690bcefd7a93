package io.snodo.hub.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The embedded server's passwords: made at random once, each in a file that only its owner reads. */
record Passwords(Path folder) {
    /** base64url, so it needs no quoting anywhere. */
    String of(String role) throws IOException {
        Path file = file(role);
        if (Files.notExists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path unfinished = Files.createTempFile(
                    folder,
                    role,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, Base64.getUrlEncoder().encodeToString(random));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file);
    }

    Path file(String role) {
        return folder.resolve(role + ".password");
    }
}
