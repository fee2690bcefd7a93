package io.snodo.hub.doors.modi;

import io.snodo.messages.Json;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Reads what a call brings before anybody acts on it, because it has to be what was signed; bounded in size and time. */
record WholeBody(Clock clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What came of it. */
    sealed interface Read {
        @SuppressWarnings("ArrayRecordComponent") // passed on at once, and compared by nobody
        record Bytes(byte[] bytes) implements Read {}

        record Refused(Refusal refusal) implements Read {}
    }

    /** What another hub brings is a message with its stamp, or several; what a member brings is one. */
    static int most(HttpServletRequest request) {
        return request.getRequestURI().startsWith(ModiParts.ROOT + "/hubs/")
                ? 2 * Json.MAX_MESSAGE_BYTES
                : Json.MAX_MESSAGE_BYTES;
    }

    Read read(HttpServletRequest request) {
        int most = most(request);
        if (request.getContentLengthLong() > most) {
            return new Read.Refused(Refusal.of(RefusalCode.MESSAGE_TOO_LARGE));
        }
        Instant deadline = clock.instant().plus(PATIENCE);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] chunk = new byte[16 * 1024];
        try {
            InputStream body = request.getInputStream();
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                whole.write(chunk, 0, read);
                if (whole.size() > most) {
                    return new Read.Refused(Refusal.of(RefusalCode.MESSAGE_TOO_LARGE));
                }
                if (clock.instant().isAfter(deadline)) {
                    return incomplete();
                }
            }
        } catch (IOException e) {
            return incomplete(); // broken off, badly framed, or silent for longer than the connector waits
        }
        return new Read.Bytes(whole.toByteArray());
    }

    private static Read incomplete() {
        return new Read.Refused(Refusal.of(RefusalCode.MESSAGE_MALFORMED, "the body did not come to its end"));
    }

    /** The call once more, with the body that was read. */
    static final class Reread extends HttpServletRequestWrapper {
        private final ByteArrayInputStream bytes;

        Reread(HttpServletRequest request, byte[] bytes) {
            super(request);
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("it is all there");
                }
            };
        }
    }
}
