package io.snodo.hub.identity.web;

import io.snodo.hub.identity.ProvidedNames;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.filter.OncePerRequestFilter;

/** The way in by the identity provider: authorization code with PKCE, and an error in words where it fails. */
final class OidcParts {
    private static final Logger LOG = LoggerFactory.getLogger(OidcParts.class);
    private static final Set<String> OUR_WORDS =
            Set.of(OidcOperators.NO_SECOND_FACTOR, OidcOperators.NO_NAME, OidcOperators.NO_ROLE, "access_denied");

    private final OidcSettings settings;
    private final OidcProvider provider;
    private final ProvidedNames names;

    OidcParts(OidcSettings settings, ProvidedNames names) {
        this.settings = settings;
        this.names = names;
        this.provider = new OidcProvider(settings);
    }

    void into(HttpSecurity http) throws Exception {
        http.oauth2Login(login -> login.clientRegistrationRepository(provider)
                .authorizedClientRepository(new NothingKept())
                .loginPage("/console/login")
                .loginProcessingUrl(OidcProvider.BACK)
                .authorizationEndpoint(begin -> begin.authorizationRequestResolver(requests()))
                .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(tokens()))
                .userInfoEndpoint(user -> user.oidcUserService(new OidcOperators(settings, names)))
                .defaultSuccessUrl("/console")
                .failureHandler((request, response, why) -> failed(response, why)));
        http.addFilterBefore(new Away(), OAuth2AuthorizationRequestRedirectFilter.class);
        OidcClientInitiatedLogoutSuccessHandler both = new OidcClientInitiatedLogoutSuccessHandler(provider);
        both.setPostLogoutRedirectUri("{baseUrl}/console/login?logout");
        both.setDefaultTargetUrl("/console/login?logout");
        http.logout(logout -> logout.logoutSuccessHandler(both));
    }

    private DefaultOAuth2AuthorizationRequestResolver requests() {
        DefaultOAuth2AuthorizationRequestResolver requests =
                new DefaultOAuth2AuthorizationRequestResolver(provider, "/console/oidc");
        requests.setAuthorizationRequestCustomizer(request -> {
            OAuth2AuthorizationRequestCustomizers.withPkce().accept(request);
            if (!settings.acr().isEmpty()) {
                request.additionalParameters(
                        parameters -> parameters.put("acr_values", String.join(" ", settings.acr())));
            }
        });
        return requests;
    }

    private OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(provider.requests())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /** Found by Spring Security where it reads ID tokens. */
    static JwtDecoderFactory<ClientRegistration> idTokens(OidcSettings settings) {
        RestTemplate bounded = new RestTemplate(new OidcProvider(settings).requests());
        Map<String, NimbusJwtDecoder> decoders = new ConcurrentHashMap<>();
        return registration -> decoders.computeIfAbsent(registration.getRegistrationId(), _ -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(Objects.requireNonNull(
                            registration.getProviderDetails().getJwkSetUri()))
                    .jwsAlgorithms(all -> {
                        all.add(SignatureAlgorithm.RS256);
                        all.add(SignatureAlgorithm.PS256);
                        all.add(SignatureAlgorithm.ES256);
                    })
                    .restOperations(bounded)
                    .build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
            decoder.setClaimSetConverter(
                    new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
            return decoder;
        });
    }

    private static void failed(HttpServletResponse response, AuthenticationException why) throws IOException {
        String code = why instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : why.getClass().getSimpleName();
        LOG.info("login by the identity provider refused outcome={}", code);
        response.sendRedirect("/console/login?oidc=" + (OUR_WORDS.contains(code) ? code : "failed"));
    }

    /** Says so, where a login by the provider would end in an error of ours because it does not answer. */
    private final class Away extends OncePerRequestFilter {
        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !request.getServletPath().startsWith("/console/oidc/");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (provider.isThere()) {
                chain.doFilter(request, response);
            } else {
                response.sendRedirect("/console/login?oidc=away");
            }
        }
    }

    /** The provider's tokens open nothing that we need once we know who it is. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication login, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication login,
                HttpServletRequest request,
                HttpServletResponse response) {
            // see above
        }

        @Override
        public void removeAuthorizedClient(
                String registration, Authentication login, HttpServletRequest request, HttpServletResponse response) {
            // see above
        }
    }
}
