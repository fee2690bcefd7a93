package io.snodo.hub.identity.web;

import io.snodo.hub.identity.SecondFactors;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Leads on who has given his password, and lets go of the secret that a login before in the same session was shown. */
final class PasswordRight extends SavedRequestAwareAuthenticationSuccessHandler {
    PasswordRight() {
        setDefaultTargetUrl("/console");
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication login)
            throws ServletException, IOException {
        request.getSession().removeAttribute(SecondFactors.BEGUN);
        super.onAuthenticationSuccess(request, response, login);
    }
}
