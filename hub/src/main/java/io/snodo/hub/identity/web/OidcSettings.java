package io.snodo.hub.identity.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The identity provider that operators may log in with. Without an issuer there is none.
 *
 * @param issuer as it stands in its ID tokens; its configuration is looked for below it
 * @param clientSecret a file
 * @param name what it is called on the button
 * @param nameClaim by which the trail names who logs in, from his first time on
 * @param rolesClaim where its groups or roles stand; dots lead into objects ({@code realm_access.roles})
 * @param roles what each of them is at the console
 * @param memberClaim whose administrator somebody is
 * @param acr one of these must stand in the ID token; they are asked for
 * @param amr or one of these
 * @param secondFactor that neither is wanted has to be said
 */
@ConfigurationProperties("snodo.oidc")
record OidcSettings(
        @Nullable URI issuer,
        @Nullable String clientId,
        @Nullable Path clientSecret,
        @DefaultValue("OpenID Connect") String name,
        @DefaultValue("openid") List<String> scopes,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue Map<String, ConsoleRole> roles,
        @DefaultValue("snodo_member") String memberClaim,
        @DefaultValue List<String> acr,
        @DefaultValue List<String> amr,
        @DefaultValue("true") boolean secondFactor) {

    OidcSettings {
        if (issuer != null) {
            boolean here = "127.0.0.1".equals(issuer.getHost()) || "localhost".equals(issuer.getHost());
            check("https".equals(issuer.getScheme()) || here, "issuer must be https: " + issuer);
            check(clientId != null && !clientId.isBlank(), "client-id is missing: the provider has given it out");
            check(!roles.isEmpty(), "roles says of nobody what he is at the console");
            check(
                    !secondFactor || !acr.isEmpty() || !amr.isEmpty(),
                    "acr or amr must say how the provider shows that it has seen a second factor;"
                            + " or second-factor: false, that none is wanted");
        }
    }

    boolean isOn() {
        return issuer != null;
    }

    @Nullable
    String secret() {
        try {
            return clientSecret == null ? null : Files.readString(clientSecret).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("snodo.oidc.client-secret cannot be read: " + clientSecret, e);
        }
    }

    private static void check(boolean good, String sentence) {
        if (!good) {
            throw new IllegalArgumentException("snodo.oidc." + sentence);
        }
    }
}
