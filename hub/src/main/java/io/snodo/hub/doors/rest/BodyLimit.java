package io.snodo.hub.doors.rest;

import io.snodo.hub.doors.LimitedBody;
import io.snodo.hub.doors.Upload;
import io.snodo.hub.identity.Problems;
import io.snodo.messages.Json;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No body gets further than one octet past the largest message: before it answers, CXF reads what is left of a body to
 * its end and keeps it, however large it is. A chunk of a content goes by beside it.
 */
final class BodyLimit extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Upload.isOne(request)) {
            Upload.passBeside(request, request.getInputStream());
            chain.doFilter(new LimitedBody(request, LimitedBody.NOTHING), response);
        } else if (request.getContentLengthLong() > Json.MAX_MESSAGE_BYTES) {
            Problems.write(request, response, Refusal.of(RefusalCode.MESSAGE_TOO_LARGE));
        } else {
            chain.doFilter(new LimitedBody(request, Json.MAX_MESSAGE_BYTES), response);
        }
    }
}
