package io.snodo.hub.identity.web;

import io.snodo.hub.identity.Operators;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An operator whose program has shown a token; its user name is the principal. */
final class CallingOperator extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final String username;

    CallingOperator(Operators.Operator operator) {
        super(operator.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList());
        this.username = operator.username();
        setAuthenticated(true);
    }

    @Override
    public String getPrincipal() {
        return username;
    }

    @Override
    public String getName() {
        return username;
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
