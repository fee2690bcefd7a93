package io.snodo.spoke.operators;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a form with a file in only where there is one, from somebody who is logged in, and few at once: whoever looks for
 * the form's token has all of it written to the disk first.
 */
final class Uploads extends OncePerRequestFilter {
    private static final Pattern FORM = Pattern.compile("/tickets/[^/]+/files");
    private static final int AT_ONCE = 4;

    private final Semaphore places = new Semaphore(AT_ONCE);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isExpected(request)) {
            refuse(response, HttpStatus.FORBIDDEN);
        } else if (!places.tryAcquire()) {
            response.setHeader("Retry-After", "30");
            refuse(response, HttpStatus.SERVICE_UNAVAILABLE);
        } else {
            try {
                chain.doFilter(request, response);
            } finally {
                places.release();
            }
        }
    }

    private static boolean isExpected(HttpServletRequest request) {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null
                && who.isAuthenticated()
                && request.getMethod().equals(HttpMethod.POST.name())
                && FORM.matcher(request.getRequestURI()).matches();
    }

    /** Nothing of the body is read. */
    private static void refuse(HttpServletResponse response, HttpStatus status) {
        response.setHeader("Connection", "close");
        response.setStatus(status.value());
    }
}
