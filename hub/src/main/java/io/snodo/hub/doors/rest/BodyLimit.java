package io.snodo.hub.doors.rest;

import io.snodo.hub.identity.Problems;
import io.snodo.messages.Json;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No body gets further than one octet past the largest message: before it answers, CXF reads what is left of a body to
 * its end and keeps it, however large it is.
 */
final class BodyLimit extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > Json.MAX_MESSAGE_BYTES) {
            Problems.write(request, response, Refusal.of(RefusalCode.MESSAGE_TOO_LARGE));
        } else {
            chain.doFilter(new Limited(request), response);
        }
    }

    private static final class Limited extends HttpServletRequestWrapper {
        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Bounded(super.getInputStream());
        }
    }

    /** Ends after the limit, and for good after a failure: nobody waits twice for a sender that has gone silent. */
    private static final class Bounded extends ServletInputStream {
        private final ServletInputStream body;
        private int left = Json.MAX_MESSAGE_BYTES + 1;

        Bounded(ServletInputStream body) {
            this.body = body;
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
