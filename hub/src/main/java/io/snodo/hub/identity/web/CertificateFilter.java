package io.snodo.hub.identity.web;

import io.snodo.hub.identity.CallRates;
import io.snodo.hub.identity.Problems;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Who came through mutual TLS is the member its certificate names, if that is a member now. */
final class CertificateFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFilter.class);

    private final Members members;
    private final CallRates rates;

    CertificateFilter(Members members, CallRates rates) {
        this.members = members;
        this.rates = rates;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<X509Certificate> shown = shown(request);
        Optional<MemberCode> named = shown.flatMap(certificate -> members.bearer(certificate, Purpose.LINK));
        // other hubs are found at one path and nowhere else, and nobody else is found there
        boolean betweenHubs = isBetweenHubs(request);
        Optional<MemberCode> caller = named.filter(code -> betweenHubs
                ? members.near(code).isPresent()
                : members.admits(code) && members.near(code).isEmpty());
        if (betweenHubs && caller.isEmpty() && named.filter(members::admits).isPresent()) {
            if (rates.admits(request, response)) {
                Problems.write(request, response, Refusal.of(RefusalCode.NOT_FOUND));
            }
            return;
        }
        if (caller.isEmpty()) {
            RefusalCode why = named.filter(members::isSuspended).isPresent()
                    ? RefusalCode.MEMBER_SUSPENDED
                    : shown.filter(members::isRevoked).isPresent()
                            ? RefusalCode.CERTIFICATE_REVOKED
                            : RefusalCode.CERTIFICATE_REFUSED;
            LOG.info("call refused refusal={} correlation={}", why.wire(), Problems.correlation(request));
            if (rates.admits(request, response)) {
                Problems.write(request, response, Refusal.of(why));
            }
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallingMember(caller.get(), ""));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    /** The path is normalised and decoded by the container. */
    private static boolean isBetweenHubs(HttpServletRequest request) {
        String below = request.getPathInfo() == null ? "" : request.getPathInfo();
        return (request.getServletPath() + below).startsWith("/rest/staffetta/v1/hubs");
    }

    private static Optional<X509Certificate> shown(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                        && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }
}
