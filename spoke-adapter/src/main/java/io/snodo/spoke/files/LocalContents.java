package io.snodo.spoke.files;

import io.snodo.messages.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The folder with contents, ours and those that were fetched, each under its digest. */
@Component
public class LocalContents {
    private static final int PIECE = 64 * 1024;

    private final Path folder;
    private final long spare;

    LocalContents(FileSettings settings) throws IOException {
        folder = Files.createDirectories(settings.folder());
        spare = settings.spare().toBytes();
    }

    /** A content that is here. */
    public record Kept(String digest, long size) {}

    /** Copies {@code content} here; it is on the disk when this returns. Throws where that would leave too little room. */
    public Kept keep(InputStream content) throws IOException {
        Path coming = Files.createTempFile(folder, "new", null);
        try {
            MessageDigest sha256 = Sha256.begin();
            long size;
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(coming), sha256)) {
                size = copy(content, out);
            }
            String digest = base64(sha256.digest());
            place(coming, digest);
            return new Kept(digest, size);
        } finally {
            Files.deleteIfExists(coming);
        }
    }

    private long copy(InputStream content, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        long size = 0;
        for (int read = content.read(piece); read > 0; read = content.read(piece)) {
            if (!hasRoomFor(read)) {
                throw new NoRoom();
            }
            out.write(piece, 0, read);
            size += read;
        }
        return size;
    }

    /** The disk is full but for what must stay free. */
    public static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1;

        NoRoom() {
            super("no room for another content; make some, or set snodo.attachments.spare");
        }
    }

    /** Drops what has not changed since {@code before} and is not {@code needed}; it can be fetched again. */
    void sweep(Predicate<String> needed, Instant before) throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.list(folder)) {
            old = files.filter(file -> isOlder(file, before)).toList();
        }
        for (Path file : old) {
            String name = file.getFileName().toString();
            boolean whole = name.matches("[0-9a-f]{64}");
            if (!whole || !needed.test(base64(HexFormat.of().parseHex(name)))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException e) {
            return false; // gone meanwhile
        }
    }

    public Optional<Path> find(String digest) {
        return Optional.of(path(digest)).filter(Files::exists);
    }

    /** Where a content that is being fetched is written; what an earlier attempt has left is there already. */
    Path coming(String digest) {
        return folder.resolve("fetched-" + hex(digest));
    }

    boolean hasRoomFor(long octets) throws IOException {
        return Files.getFileStore(folder).getUsableSpace() - octets > spare;
    }

    /** Puts {@code coming} in its place if its digest is {@code digest}; otherwise drops it. */
    boolean placeIfRight(Path coming, String digest) throws IOException {
        if (!digestOf(coming).equals(digest)) {
            Files.delete(coming);
            return false;
        }
        place(coming, digest);
        return true;
    }

    private void place(Path coming, String digest) throws IOException {
        try (FileChannel channel = FileChannel.open(coming, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(coming, path(digest), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String digestOf(Path file) throws IOException {
        MessageDigest sha256 = Sha256.begin();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                sha256.update(piece, 0, read);
            }
        }
        return base64(sha256.digest());
    }

    private Path path(String digest) {
        return folder.resolve(hex(digest));
    }

    private static String hex(String digest) {
        return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(digest));
    }

    private static String base64(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
