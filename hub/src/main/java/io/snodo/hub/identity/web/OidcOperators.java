package io.snodo.hub.identity.web;

import io.snodo.hub.identity.ProvidedNames;
import io.snodo.messages.MemberCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** What somebody is at the console, by his ID token alone. */
final class OidcOperators implements OAuth2UserService<OidcUserRequest, OidcUser> {
    /** Before the names of those who come so: a local account of the same name is somebody else. */
    static final String PREFIX = "oidc:";

    static final String NO_SECOND_FACTOR = "no_second_factor";
    static final String NO_NAME = "no_name";
    static final String NO_ROLE = "no_role";

    private static final int LONGEST_NAME = 100;

    private final OidcSettings settings;
    private final ProvidedNames names;

    OidcOperators(OidcSettings settings, ProvidedNames names) {
        this.settings = settings;
        this.names = names;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcIdToken token = request.getIdToken();
        if (settings.secondFactor() && !hasSeenSecondFactor(token)) {
            throw new OAuth2AuthenticationException(NO_SECOND_FACTOR);
        }
        Object name = claim(token, settings.nameClaim());
        if (!(name instanceof String text)
                || text.isBlank()
                || text.length() > LONGEST_NAME
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new OAuth2AuthenticationException(NO_NAME);
        }
        ConsoleRole role = role(token).orElseThrow(() -> new OAuth2AuthenticationException(NO_ROLE));
        try {
            return new OidcOperator(role.held(PREFIX + name(token, text), member(role, token)), token);
        } catch (IllegalArgumentException e) {
            throw new OAuth2AuthenticationException(NO_ROLE); // an administrator of nobody
        }
    }

    private String name(OidcIdToken token, String claimed) {
        return names.of(String.valueOf(settings.issuer()), String.valueOf(token.getSubject()), claimed);
    }

    private boolean hasSeenSecondFactor(OidcIdToken token) {
        String acr = token.getAuthenticationContextClass();
        List<String> amr = token.getAuthenticationMethods();
        return acr != null && settings.acr().contains(acr)
                || amr != null && amr.stream().anyMatch(settings.amr()::contains);
    }

    /** Of several the one that may most. */
    private Optional<ConsoleRole> role(OidcIdToken token) {
        Object claimed = claim(token, settings.rolesClaim());
        Collection<?> values =
                claimed instanceof Collection<?> many ? many : claimed == null ? List.of() : List.of(claimed);
        return Arrays.stream(ConsoleRole.values())
                .filter(role ->
                        values.stream().anyMatch(value -> settings.roles().get(value) == role))
                .findFirst();
    }

    private @Nullable MemberCode member(ConsoleRole role, OidcIdToken token) {
        return role == ConsoleRole.MEMBER_ADMINISTRATOR && claim(token, settings.memberClaim()) instanceof String code
                ? new MemberCode(code)
                : null;
    }

    private static @Nullable Object claim(OidcIdToken token, String path) {
        Object found = token.getClaims();
        for (String step : path.split("\\.")) {
            found = found instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return found;
    }
}
