package io.snodo.hub.doors.modi;

import io.snodo.messages.Sha256;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Writes a part of a content to a file before anybody acts on it, because it has to be what was signed. */
record SpooledPart(Clock clock) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PIECE = 64 * 1024;

    /** What came of it. */
    sealed interface Read {
        /** @param digest SHA-256 */
        @SuppressWarnings("ArrayRecordComponent") // passed on at once, and compared by nobody
        record Kept(byte[] digest) implements Read {}

        record Refused(Refusal refusal) implements Read {}
    }

    Read read(HttpServletRequest request, Path file, long most) throws IOException {
        if (request.getContentLengthLong() > most) {
            return new Read.Refused(Refusal.of(RefusalCode.CHUNK_TOO_LARGE));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            return read(request.getInputStream(), out, most);
        }
    }

    private Read read(InputStream body, OutputStream out, long most) throws IOException {
        Instant deadline = clock.instant().plus(PATIENCE);
        MessageDigest sha256 = Sha256.begin();
        byte[] piece = new byte[PIECE];
        long length = 0;
        for (int read = next(body, piece); read != END; read = next(body, piece)) {
            if (read == BROKEN || clock.instant().isAfter(deadline)) {
                return new Read.Refused(Refusal.of(RefusalCode.MESSAGE_MALFORMED, "the body did not come to its end"));
            }
            length += read;
            if (length > most) {
                return new Read.Refused(Refusal.of(RefusalCode.CHUNK_TOO_LARGE));
            }
            sha256.update(piece, 0, read);
            out.write(piece, 0, read);
        }
        return new Read.Kept(sha256.digest());
    }

    private static final int END = -1;
    private static final int BROKEN = -2;

    private static int next(InputStream body, byte[] piece) {
        try {
            return body.read(piece);
        } catch (IOException e) {
            return BROKEN;
        }
    }
}
