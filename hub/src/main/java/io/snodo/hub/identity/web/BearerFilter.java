package io.snodo.hub.identity.web;

import io.snodo.hub.identity.CallRates;
import io.snodo.hub.identity.Caller;
import io.snodo.hub.identity.Problems;
import io.snodo.hub.identity.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a call of the API pass with the member it comes from, or answers why not; open addresses pass unasked. */
final class BearerFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(BearerFilter.class);

    private final Tokens tokens;
    private final RequestMatcher open;
    private final CallRates rates;

    BearerFilter(Tokens tokens, RequestMatcher open, CallRates rates) {
        this.tokens = tokens;
        this.open = open;
        this.rates = rates;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return open.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (tokens.caller(request.getHeader("Authorization"), member -> rates.hasToWait(member.value()))) {
            case Caller.Known(var member, var key) -> {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new CallingMember(member, key));
                SecurityContextHolder.setContext(context);
                chain.doFilter(request, response);
            }
            case Caller.TooOften(var member) -> rates.refuse(member.value(), request, response);
            case Caller.Refused(var refusal) -> {
                LOG.info(
                        "call refused binding=rest refusal={} correlation={}",
                        refusal.code().wire(),
                        Problems.correlation(request));
                if (rates.admits(request, response)) {
                    Problems.write(request, response, refusal);
                }
            }
        }
    }
}
