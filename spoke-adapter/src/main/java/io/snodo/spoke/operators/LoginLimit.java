package io.snodo.spoke.operators;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts off logins after wrong passwords, before the password is looked at; nobody's name gets into the log. */
final class LoginLimit extends OncePerRequestFilter {
    /** The page that says how long to wait, in the request's attribute {@link #WAIT}. */
    static final String WAITING_PAGE = "/login/wait";

    static final String WAIT = "wait";
    private static final Logger LOG = LoggerFactory.getLogger(LoginLimit.class);
    private static final int LONGEST_NAME = 100;

    private final RequestMatcher login =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/login");
    private final WrongPasswords wrong;
    private final MeterRegistry meters;

    LoginLimit(WrongPasswords wrong, MeterRegistry meters) {
        this.wrong = wrong;
        this.meters = meters;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !login.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = key(request);
        Duration wait = wrong.next(key);
        if (wait.isPositive()) {
            said("put_off", wait);
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
            request.setAttribute(WAIT, wait);
            request.getRequestDispatcher(WAITING_PAGE).forward(request, response);
            return;
        }
        chain.doFilter(request, response);
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && who.isAuthenticated()) {
            wrong.right(key);
        } else {
            said("wrong", wait);
        }
    }

    private void said(String outcome, Duration wait) {
        meters.counter("snodo.logins", "outcome", outcome).increment();
        LOG.info("login refused outcome={} wait={}s", outcome, wait.toSeconds());
    }

    private static String key(HttpServletRequest request) {
        String typed = request.getParameter("username");
        String name = typed == null ? "" : typed.strip();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + " " + request.getRemoteAddr();
    }
}
