package io.snodo.hub.identity.web;

import io.snodo.hub.identity.Problems;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The bindings' addresses are found on their own port and nowhere else, and nothing else is found there. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BindingsGate extends OncePerRequestFilter {
    private final BindingsSettings settings;

    BindingsGate(BindingsSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean bindingsPort = Objects.equals(settings.port(), request.getLocalPort());
        if (bindingsPort == isBinding(request.getServletPath())) {
            chain.doFilter(request, response);
        } else {
            Problems.write(request, response, Refusal.of(RefusalCode.NOT_FOUND));
        }
    }

    /** {@code path} is normalised and decoded by the container. */
    private static boolean isBinding(String path) {
        return path.startsWith("/rest/") || path.startsWith("/soap/");
    }
}
