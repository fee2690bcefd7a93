package io.snodo.hub.doors;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body ends one octet past the limit, whoever reads it. */
public final class LimitedBody extends HttpServletRequestWrapper {
    /** As limit: there is no body. */
    public static final int NOTHING = -1;

    private final int most;

    public LimitedBody(HttpServletRequest request, int most) {
        super(request);
        this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Bounded(super.getInputStream(), most);
    }

    /** Ends after the limit, and for good after a failure: nobody waits twice for a sender that has gone silent. */
    private static final class Bounded extends ServletInputStream {
        private final ServletInputStream body;
        private int left;

        Bounded(ServletInputStream body, int most) {
            this.body = body;
            this.left = most + 1;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int before = left;
            left = 0;
            int read = body.read(bytes, offset, Math.min(length, before));
            left = read < 0 ? 0 : before - read;
            return read;
        }

        @Override
        public boolean isFinished() {
            return left == 0 || body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
