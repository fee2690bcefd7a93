package io.snodo.hub.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * Who may not, at the console: who is halfway in is asked for the other half; to a member's administrator what is not his
 * is not there, as for everybody what is nowhere.
 */
final class ConsoleRefused implements AccessDeniedHandler {
    private final HttpSessionRequestCache asked = new HttpSessionRequestCache();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (why instanceof CsrfException || who == null) {
            response.sendError(HttpStatus.FORBIDDEN.value());
        } else if (SecondFactorFilter.isHalfway(who)) {
            if (request.getMethod().equals("GET") && !request.getServletPath().endsWith("/events")) {
                asked.saveRequest(request, response);
            }
            response.sendRedirect(SecondFactorFilter.PAGE);
        } else if (request.getServletPath().startsWith(SecondFactorFilter.PAGE)) {
            response.sendRedirect("/console"); // who is in and sends the page again that has let him in
        } else if (who.getAuthorities().stream()
                .anyMatch(right -> ("ROLE_" + ConsoleRole.MEMBER_ADMINISTRATOR).equals(right.getAuthority()))) {
            response.sendError(HttpStatus.NOT_FOUND.value());
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }
}
