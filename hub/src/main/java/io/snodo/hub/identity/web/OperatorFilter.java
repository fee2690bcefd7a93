package io.snodo.hub.identity.web;

import io.snodo.hub.identity.CallRates;
import io.snodo.hub.identity.OperatorTokens;
import io.snodo.hub.identity.Problems;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a call of an operator's program pass with its name, or answers why not; a member's token opens nothing here. */
final class OperatorFilter extends OncePerRequestFilter {
    static final String ROLE = "HUB_OPERATOR";
    private static final Logger LOG = LoggerFactory.getLogger(OperatorFilter.class);

    private final OperatorTokens tokens;
    private final CallRates rates;

    OperatorFilter(OperatorTokens tokens, CallRates rates) {
        this.tokens = tokens;
        this.rates = rates;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (tokens.operator(request.getHeader("Authorization"), rates::hasToWait)) {
            case OperatorTokens.Answer.Known(var operator) -> {
                if (operator.roles().contains(ROLE)) {
                    SecurityContext context = SecurityContextHolder.createEmptyContext();
                    context.setAuthentication(new CallingOperator(operator));
                    SecurityContextHolder.setContext(context);
                    chain.doFilter(request, response);
                } else {
                    refuse(request, response, Refusal.of(RefusalCode.TOKEN_INVALID));
                }
            }
            case OperatorTokens.Answer.TooOften(var operator) -> rates.refuse(operator.username(), request, response);
            case OperatorTokens.Answer.Refused(var refusal) -> refuse(request, response, refusal);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        LOG.info(
                "call of an operator refused refusal={} correlation={}",
                refusal.code().wire(),
                Problems.correlation(request));
        if (rates.admits(request, response)) {
            Problems.write(request, response, refusal);
        }
    }
}
