package io.snodo.hub.attachments;

import io.snodo.messages.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What has come of one content, in the hands of one request. */
final class Partial implements Closeable {
    private static final int PIECE = 64 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final Runnable released;

    private Partial(Path file, FileChannel channel, Runnable released) {
        this.file = file;
        this.channel = channel;
        this.released = released;
    }

    /** Null while another process has it, or has just dropped or moved what was here. */
    static @Nullable Partial open(Path file, Runnable released) throws IOException {
        Object before = made(file);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
        boolean locked = false;
        try {
            // the lock goes with the channel; who had it until now may have moved or dropped the file
            locked = channel.tryLock() != null && before.equals(key(file));
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? new Partial(file, channel, released) : null;
    }

    /** Which file the path leads to, and not only what it is called. */
    private static Object made(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // it goes on
        }
        return key(file);
    }

    private static Object key(Path file) throws IOException {
        try {
            return Objects.requireNonNullElse(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey(), file);
        } catch (NoSuchFileException e) {
            return new Object(); // like no other
        }
    }

    /** How bringing a chunk has ended. */
    enum Came {
        WHOLE,
        TOO_MUCH,
        BROKEN_OFF
    }

    long length() throws IOException {
        return channel.size();
    }

    /**
     * Writes what comes to the end of the file and forces it to the disk; memory for one piece. What is more than
     * {@code most} is taken back, all of it; what came before a break is kept.
     */
    Came append(InputStream body, long most, Instant deadline, Clock clock) throws IOException {
        long before = channel.size();
        channel.position(before);
        byte[] piece = new byte[PIECE];
        long came = 0;
        int read = next(body, piece);
        while (read > 0 && came + read <= most && !clock.instant().isAfter(deadline)) {
            ByteBuffer buffer = ByteBuffer.wrap(piece, 0, read);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            came += read;
            read = next(body, piece);
        }
        if (read > 0 && came + read > most) {
            shorten(before);
            return Came.TOO_MUCH;
        }
        channel.force(false);
        return read == END ? Came.WHOLE : Came.BROKEN_OFF;
    }

    private static final int END = -1;
    private static final int BROKEN = -2;

    private static int next(InputStream body, byte[] piece) {
        try {
            return body.read(piece);
        } catch (IOException e) { // broken off, badly framed, or silent for longer than the connector waits
            return BROKEN;
        }
    }

    /** When something came last. */
    Instant touched() throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    void shorten(long length) throws IOException {
        channel.truncate(length);
        channel.force(false);
    }

    /** SHA-256 over all of it, base64url. */
    String digest() throws IOException {
        MessageDigest sha256 = Sha256.begin();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        channel.position(0);
        while (channel.read(piece.clear()) >= 0) {
            sha256.update(piece.flip());
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
    }

    void moveTo(Path place) throws IOException {
        channel.force(true);
        Contents.move(file, place);
    }

    void drop() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            released.run();
        }
    }
}
