package io.snodo.hub.identity.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.snodo.hub.identity.WrongTries;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
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

/**
 * Puts off logins to the console after wrong passwords, before the password is looked at, for each account and address.
 * Five in a row are free, which is what somebody with caps lock on needs; then five seconds, twice as long each time.
 * Nobody's name gets into the log.
 */
final class LoginLimit extends OncePerRequestFilter {
    /** The page that says how long to wait, in the request's attribute {@code wait}. */
    static final String WAITING_PAGE = "/console/login/wait";

    private static final Logger LOG = LoggerFactory.getLogger(LoginLimit.class);
    private static final int LONGEST_NAME = 100;

    private final RequestMatcher login =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/console/login");
    private final WrongTries tries = new WrongTries(5, Duration.ofSeconds(5));
    private final Clock clock;
    private final MeterRegistry meters;

    LoginLimit(Clock clock, MeterRegistry meters) {
        this.clock = clock;
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
        Duration wait = tries.waitOrCount(key, clock.instant());
        if (wait.isPositive()) {
            said("put_off", wait);
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
            request.setAttribute("wait", wait);
            request.getRequestDispatcher(WAITING_PAGE).forward(request, response);
            return;
        }
        chain.doFilter(request, response);
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && who.isAuthenticated()) {
            tries.forget(key);
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
