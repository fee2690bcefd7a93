package io.snodo.hub.embedded.postgres;

import io.snodo.hub.embedded.EmbeddedPartFailed;
import io.snodo.messages.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive on the class path into a folder named by the archive's digest. */
record Binaries(Path folder) {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    /** Atomic: a folder with the final name is complete, whatever was killed when. */
    static Binaries unpackInto(Path parent) {
        try {
            Path target = parent.resolve("programs-" + digest());
            if (!Files.isDirectory(target)) {
                Path unfinished = Files.createTempDirectory(parent, "unpacking-");
                unpack(unfinished);
                Files.setPosixFilePermissions(unfinished, EXECUTABLE);
                moveOrLeaveToTheOther(unfinished, target);
            }
            return new Binaries(target);
        } catch (IOException e) {
            throw new EmbeddedPartFailed(
                    "PostgreSQL cannot be unpacked into " + parent + " (" + e.getMessage()
                            + "); make room there, or set snodo.database.url to a server of your own.",
                    e);
        }
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static void moveOrLeaveToTheOther(Path unfinished, Path target) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            FileSystemUtils.deleteRecursively(unfinished);
        }
    }

    private static void unpack(Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("the archive reaches outside its folder: " + entry.getName());
                }
                write(tar, entry, file);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(file, (entry.getMode() & 0100) != 0 ? EXECUTABLE : READABLE);
        }
    }

    private static String digest() throws IOException {
        try (DigestInputStream in = new DigestInputStream(archive(), Sha256.begin())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 6);
        }
    }

    private static InputStream archive() {
        InputStream archive = Binaries.class.getResourceAsStream(ARCHIVE);
        if (archive == null) {
            throw new EmbeddedPartFailed("There is no embedded PostgreSQL for this platform (only Linux on x86-64);"
                    + " set snodo.database.url to a server of your own.");
        }
        return archive;
    }
}
