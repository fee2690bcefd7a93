package io.snodo.hub.attachments;

import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The folder with the octets: whole contents by their digests, and what is coming by whose offer it belongs to. */
@Component
class Contents {
    private final Path whole;
    private final Path partial;
    private final Folders folders;
    /** No more than requests that bring something now. */
    private final Set<KeptAttachments.Key> taken = ConcurrentHashMap.newKeySet();

    @Autowired
    Contents(AttachmentSettings settings) {
        this(settings, Contents::force);
    }

    Contents(AttachmentSettings settings, Folders.Forcing forcing) {
        folders = new Folders(settings.folder(), forcing);
        whole = settings.folder().resolve("contents");
        partial = settings.folder().resolve("partial");
        try {
            Files.createDirectories(whole);
            Files.createDirectories(partial);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "snodo.attachments.folder must be a folder that can be written: " + settings.folder(), e);
        }
    }

    /** How much has come. */
    long offset(KeptAttachments.Key key) {
        try {
            return Files.size(path(key));
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For one request at a time; empty while another has it, here or in another process. */
    Optional<Partial> take(KeptAttachments.Key key) throws IOException {
        if (!taken.add(key)) {
            return Optional.empty();
        }
        Partial opened = null;
        boolean ready = false;
        try {
            Path file = path(key);
            Files.createDirectories(parent(file));
            opened = Partial.open(file, () -> taken.remove(key));
            if (opened != null && opened.length() == 0) {
                folders.leadTo(file); // what it is told to have, it has after a power failure too (ST-667)
            }
            ready = opened != null;
            return Optional.ofNullable(opened);
        } finally {
            if (!ready && opened != null) {
                opened.close();
            } else if (!ready) {
                taken.remove(key);
            }
        }
    }

    /** Puts what has come in its place; durable when this returns. The same content once more is dropped. */
    void place(Partial coming, String digest) throws IOException {
        Path file = path(digest);
        Files.createDirectories(parent(file));
        if (Files.exists(file)) {
            coming.drop();
        } else {
            coming.moveTo(file);
            folders.leadTo(file);
        }
    }

    FileChannel open(String digest) throws IOException {
        return FileChannel.open(path(digest), StandardOpenOption.READ);
    }

    void remove(String digest) throws IOException {
        Files.deleteIfExists(path(digest));
    }

    void removePartial(MemberCode member) throws IOException {
        FileSystemUtils.deleteRecursively(partial.resolve(member.value()));
    }

    long free() {
        try {
            return Files.getFileStore(whole).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Digests of contents that have lain here since before {@code then}; whoever asks closes it. */
    Stream<String> olderThan(Instant then) throws IOException {
        return Files.find(
                        whole,
                        3,
                        (_, file) -> file.isRegularFile()
                                && file.lastModifiedTime().toInstant().isBefore(then))
                .map(file -> Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of().parseHex(String.valueOf(file.getFileName()))));
    }

    private Path path(KeptAttachments.Key key) {
        return partial.resolve(key.sender().value()).resolve(key.offer().toString());
    }

    /** In hexadecimal: base64url has names that begin with a dash, and differ by case alone. */
    private Path path(String digest) {
        String hex = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(digest));
        return whole.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
