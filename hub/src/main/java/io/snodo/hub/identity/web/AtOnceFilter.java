package io.snodo.hub.identity.web;

import io.snodo.hub.identity.CallRates;
import io.snodo.hub.identity.CallsAtOnce;
import io.snodo.hub.identity.Problems;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets so many calls of a member be under way and no more: one that waits is still one, so that nobody takes the places of
 * others by calling slowly. What is refused ends its connection, or the next call would be waiting in it already.
 */
final class AtOnceFilter extends OncePerRequestFilter {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final CallsAtOnce calls;
    private final CallRates rates;

    AtOnceFilter(CallsAtOnce calls, CallRates rates) {
        this.calls = calls;
        this.rates = rates;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Principal caller = request.getUserPrincipal();
        if (caller == null) { // an open address
            chain.doFilter(request, response);
            return;
        }
        MemberCode member = new MemberCode(caller.getName());
        if (!calls.begin(member)) {
            response.setHeader("Connection", "close");
            if (rates.admits(request, response)) {
                Problems.write(request, response, Refusal.later(RefusalCode.TOO_MANY_AT_ONCE, SOON));
            }
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            calls.end(member);
        }
    }
}
