package io.snodo.hub.identity.web;

import io.snodo.hub.identity.CallRates;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts the calls of those who are known by now, and of those who need not be; whom a filter before this one refuses, it
 * counts itself. The SOAP door counts for itself too, so that its no has the form of its own.
 */
final class RateFilter extends OncePerRequestFilter {
    private final CallRates rates;

    RateFilter(CallRates rates) {
        this.rates = rates;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getServletPath().startsWith("/soap/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (rates.admits(request, response)) {
            chain.doFilter(request, response);
        }
    }
}
