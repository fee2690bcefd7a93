package io.snodo.hub.identity.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.snodo.hub.identity.SecondFactors;
import io.snodo.hub.identity.SecondFactors.Answer;
import io.snodo.hub.identity.WrongTries;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the code of who has shown his password, and lets him in. Wrong ones wait as wrong passwords do, but for the account
 * alone: who is here has the password already, and six digits are soon tried from many addresses.
 */
final class SecondFactorFilter extends OncePerRequestFilter {
    static final String PAGE = "/console/second-factor";
    /** Shows the request's attribute {@code codes} once. */
    static final String CODES_PAGE = "/console/second-factor/codes";

    private static final Logger LOG = LoggerFactory.getLogger(SecondFactorFilter.class);

    private final RequestMatcher given =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, PAGE);
    private final WrongTries tries = new WrongTries(5, Duration.ofSeconds(5));
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
    private final SavedRequestAwareAuthenticationSuccessHandler inside;
    private final SecondFactors secondFactors;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final MeterRegistry meters;

    SecondFactorFilter(
            SecondFactors secondFactors, ApplicationEventPublisher events, Clock clock, MeterRegistry meters) {
        this.secondFactors = secondFactors;
        this.events = events;
        this.clock = clock;
        this.meters = meters;
        this.inside = new SavedRequestAwareAuthenticationSuccessHandler();
        inside.setDefaultTargetUrl("/console");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !given.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        if (login == null || !(login.getPrincipal() instanceof ConsoleLogin who) || !isHalfway(login)) {
            chain.doFilter(request, response);
            return;
        }
        Duration wait = tries.waitOrCount(who.getUsername(), clock.instant());
        if (wait.isPositive()) {
            said("second_put_off");
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
            request.setAttribute("wait", wait);
            request.getRequestDispatcher(PAGE + "/wait").forward(request, response);
            return;
        }
        String code = request.getParameter("code");
        switch (secondFactors.give(who.getUsername(), code == null ? "" : code, begun(request))) {
            case Answer.Right() -> inside.onAuthenticationSuccess(request, response, letIn(who, request, response));
            case Answer.Recovered(int left) -> {
                events.publishEvent(new SecondFactors.Used(who.office(), left));
                inside.onAuthenticationSuccess(request, response, letIn(who, request, response));
            }
            case Answer.Enrolled(var codes) -> {
                events.publishEvent(new SecondFactors.Begun(who.office()));
                request.getSession().removeAttribute(SecondFactors.BEGUN);
                letIn(who, request, response);
                request.setAttribute("codes", codes);
                request.getRequestDispatcher(CODES_PAGE).forward(request, response);
            }
            case Answer.UsedAlready() -> again("used", response);
            case Answer.Wrong() -> again("wrong", response);
        }
    }

    private static SecondFactors.@Nullable Enrolment begun(HttpServletRequest request) {
        return (SecondFactors.Enrolment) request.getSession().getAttribute(SecondFactors.BEGUN);
    }

    static boolean isHalfway(Authentication login) {
        return login.getAuthorities().stream().anyMatch(a -> ConsoleLogin.HALFWAY.equals(a.getAuthority()));
    }

    private Authentication letIn(ConsoleLogin who, HttpServletRequest request, HttpServletResponse response) {
        tries.forget(who.getUsername());
        Authentication login = UsernamePasswordAuthenticationToken.authenticated(who, null, who.rights());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(login);
        SecurityContextHolder.setContext(context);
        request.changeSessionId(); // who has seen the first half of the session has nothing of the second
        sessions.saveContext(context, request, response);
        return login;
    }

    private void again(String why, HttpServletResponse response) throws IOException {
        said("second_" + why);
        response.sendRedirect(PAGE + "?" + why);
    }

    private void said(String outcome) {
        meters.counter("snodo.logins", "outcome", outcome).increment();
        LOG.info("login refused outcome={}", outcome);
    }
}
