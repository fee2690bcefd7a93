package io.snodo.hub.identity.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.snodo.hub.embedded.Client;
import io.snodo.hub.identity.WrongTries;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
 * Fifty are free to an address with whatever names, for each costs a look at a hash; and fifty for an account from
 * wherever, which then waits half a minute at most: it is guessed slowly, and its owner is not shut out.
 * Nobody's name gets into the log.
 */
final class LoginLimit extends OncePerRequestFilter {
    /** The page that says how long to wait, in the request's attribute {@code wait}. */
    static final String WAITING_PAGE = "/console/login/wait";

    private static final Logger LOG = LoggerFactory.getLogger(LoginLimit.class);
    private static final int LONGEST_NAME = 100;

    private final RequestMatcher login =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/console/login");
    private final WrongTries pairs = new WrongTries(5, Duration.ofSeconds(5));
    private final WrongTries clients = new WrongTries(50, Duration.ofSeconds(5));
    private final WrongTries accounts = new WrongTries(50, Duration.ofSeconds(1), Duration.ofSeconds(30));
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
        String account = account(request);
        String client = Client.of(request.getRemoteAddr());
        String pair = account + " " + client;
        Duration wait = waitOrCount(pair, client, account, clock.instant());
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
            int mistakes = pairs.forget(pair);
            clients.forgive(client, mistakes);
            accounts.forgive(account, mistakes);
        } else {
            said("wrong", wait);
        }
    }

    /** Counted everywhere or, where one of them has to wait, nowhere. */
    private synchronized Duration waitOrCount(String pair, String client, String account, Instant now) {
        Duration wait =
                Collections.max(List.of(pairs.wait(pair, now), clients.wait(client, now), accounts.wait(account, now)));
        if (!wait.isPositive()) {
            pairs.count(pair, now);
            clients.count(client, now);
            accounts.count(account, now);
        }
        return wait;
    }

    private void said(String outcome, Duration wait) {
        meters.counter("snodo.logins", "outcome", outcome).increment();
        LOG.info("login refused outcome={} wait={}s", outcome, wait.toSeconds());
    }

    private static String account(HttpServletRequest request) {
        String typed = request.getParameter("username");
        String name = typed == null ? "" : typed.strip();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
