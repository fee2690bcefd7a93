package io.snodo.spoke.operators;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.MissingCsrfTokenException;

/**
 * Says that a session has ended, where the framework would only find that a form's token is missing and speak of rights.
 * A form that was sent is answered at once, without leading elsewhere, so that its text can be given back.
 */
final class SessionEnded extends LoginUrlAuthenticationEntryPoint implements AccessDeniedHandler {
    /** The page that answers a form that came too late. */
    static final String PAGE = "/login/ended";

    private final AccessDeniedHandler otherwise = new AccessDeniedHandlerImpl();

    SessionEnded() {
        super("/login");
    }

    /** A stream is not led to the login, whose page would begin a session of its own and take the place of one that begins beside it. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException, ServletException {
        if (MediaType.TEXT_EVENT_STREAM_VALUE.equals(request.getHeader(HttpHeaders.ACCEPT))) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            super.commence(request, response, why);
        }
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why) {
        boolean hadSession = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        return hadSession ? "/login?ended" : "/login";
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        if (!(why instanceof CsrfException)) {
            otherwise.handle(request, response, why);
        } else if (isForm(request, "/login")
                || (isForm(request, "/logout") && why instanceof MissingCsrfTokenException)) {
            // nothing is lost but a password, and a fresh form takes it
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader("Location", "/login?ended");
        } else {
            response.setStatus(HttpStatus.FORBIDDEN.value());
            request.getRequestDispatcher(PAGE).forward(request, response);
        }
    }

    private static boolean isForm(HttpServletRequest request, String path) {
        return request.getMethod().equals(HttpMethod.POST.name())
                && request.getRequestURI().equals(request.getContextPath() + path);
    }
}
