package io.snodo.hub.identity;

import io.snodo.messages.Json;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Answers a refusal over HTTP as {@code application/problem+json}, with the correlation id of the call. */
public final class Problems {
    public static final String CORRELATION = "X-Correlation-ID";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private Problems() {}

    /** The call's correlation id: the caller's own, if it sent a sensible one; from the first question on it stays. */
    public static String correlation(HttpServletRequest request) {
        if (request.getAttribute(CORRELATION) instanceof String known) {
            return known;
        }
        String asked = request.getHeader(CORRELATION);
        String id = asked != null && FORM.matcher(asked).matches()
                ? asked
                : UUID.randomUUID().toString();
        request.setAttribute(CORRELATION, id);
        return id;
    }

    public static void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        Problem problem = refusal.problem(correlation(request));
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader(CORRELATION, problem.correlation());
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer"); // RFC 9110, 15.5.2
        }
        if (problem.retryAfter() != null) {
            response.setHeader("Retry-After", String.valueOf(problem.retryAfter()));
        }
        response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(problem));
    }
}
