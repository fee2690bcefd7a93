package io.snodo.hub.identity.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The provider as it describes itself; asked when somebody first wants to log in, so that the hub starts without it. */
final class OidcProvider implements ClientRegistrationRepository {
    static final String ID = "provider";
    static final String BEGIN = "/console/oidc/" + ID;
    static final String BACK = "/console/oidc/back/" + ID;

    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final ParameterizedTypeReference<Map<String, Object>> DESCRIPTION =
            new ParameterizedTypeReference<>() {};

    private final OidcSettings settings;
    private final Patience patience;
    private final ClientHttpRequestFactory requests;
    private volatile @Nullable ClientRegistration known;

    OidcProvider(OidcSettings settings) {
        this(settings, new Patience(System::nanoTime));
    }

    OidcProvider(OidcSettings settings, Patience patience) {
        this.settings = settings;
        this.patience = patience;
        JdkClientHttpRequestFactory bounded = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(LONGEST).build());
        bounded.setReadTimeout(LONGEST);
        this.requests = new InterceptingClientHttpRequestFactory(bounded, List.of(patience));
    }

    /** How the provider is called: never for longer than somebody waits before a page, and not while it is away. */
    ClientHttpRequestFactory requests() {
        return requests;
    }

    /** Whether it answers, or has answered before; who asks while it is known to be away does not wait. */
    boolean isThere() {
        if (known == null && patience.isLost()) {
            return false;
        }
        try {
            findByRegistrationId(ID);
            return true;
        } catch (RestClientException | IllegalArgumentException e) {
            if (!(e instanceof ResourceAccessException)) {
                patience.giveUp(); // it has answered, and not as a provider does
            }
            LOG.warn(
                    "the identity provider cannot be asked issuer={} cause={}",
                    settings.issuer(),
                    e.getClass().getSimpleName());
            return false;
        }
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        ClientRegistration registration = known;
        if (registration == null) {
            registration = ask(Objects.requireNonNull(settings.issuer()));
            known = registration;
        }
        return registration;
    }

    private ClientRegistration ask(URI issuer) {
        Map<String, Object> description = RestClient.builder()
                .requestFactory(requests)
                .build()
                .get()
                .uri(URI.create(issuer.toString().replaceAll("/$", "") + "/.well-known/openid-configuration"))
                .retrieve()
                .body(DESCRIPTION);
        if (description == null || !issuer.toString().equals(description.get("issuer"))) {
            throw new IllegalArgumentException("the provider calls itself otherwise than snodo.oidc.issuer");
        }
        String secret = settings.secret();
        ClientRegistration.Builder registration = ClientRegistrations.fromOidcConfiguration(description)
                .registrationId(ID)
                .clientId(Objects.requireNonNull(settings.clientId()))
                .scope(settings.scopes())
                .clientName(settings.name())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}" + BACK);
        return (secret == null
                        ? registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        : registration.clientSecret(secret))
                .build();
    }
}
