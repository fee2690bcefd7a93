package io.snodo.hub.identity.web;

import io.snodo.hub.identity.Office;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Who has come by the identity provider. */
final class OidcOperator extends DefaultOidcUser implements Office.Held {
    private static final long serialVersionUID = 1;

    private final transient Office office;

    OidcOperator(Office office, OidcIdToken token) {
        super(ConsoleLogin.rights(office), token);
        this.office = office;
    }

    @Override
    public Office office() {
        return office;
    }

    @Override
    public String getName() {
        return office.name();
    }
}
