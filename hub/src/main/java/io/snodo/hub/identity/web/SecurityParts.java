package io.snodo.hub.identity.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.snodo.hub.identity.CallRates;
import io.snodo.hub.identity.CallsAtOnce;
import io.snodo.hub.identity.OperatorTokens;
import io.snodo.hub.identity.OtherWayIn;
import io.snodo.hub.identity.Problems;
import io.snodo.hub.identity.ProvidedNames;
import io.snodo.hub.identity.SecondFactors;
import io.snodo.hub.identity.Tokens;
import io.snodo.hub.members.Members;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Five kinds of visitor: programs of members with tokens, or with certificates; operators who log in, and their programs
 * with tokens; citizens whom nobody asks.
 */
@Configuration(proxyBeanMethods = false)
class SecurityParts {
    /** Pages bring their own scripts and styles; images and fonts may be in the style sheet. */
    private static final String PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

    @Bean
    ConsoleOperators consoleLogins(OperatorsSettings settings) {
        return ConsoleOperators.read(settings.operators());
    }

    /** Before the members' part of the API: here no member's token opens, and there no operator's. */
    @Bean
    @Order(0)
    SecurityFilterChain operatorChain(HttpSecurity http, OperatorTokens tokens, CallRates rates) throws Exception {
        return headers(http, NOTHING)
                .securityMatcher("/api/v1/operator/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // a token is sent on purpose; no browser adds one by itself
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new OperatorFilter(tokens, rates), AuthorizationFilter.class)
                .addFilterBefore(new RateFilter(rates), AuthorizationFilter.class)
                .authorizeHttpRequests(calls -> calls.anyRequest().hasRole(OperatorFilter.ROLE))
                .build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain apiChain(HttpSecurity http, Tokens tokens, CallsAtOnce atOnce, CallRates rates)
            throws Exception {
        RequestMatcher open = new OrRequestMatcher(
                PATHS.matcher("/api/v1/status"),
                PATHS.matcher("/api/v1/openapi.yaml"),
                PATHS.matcher("/api/v1/enrolment"));
        return headers(http, NOTHING)
                .securityMatcher("/api/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // a token is sent on purpose; no browser adds one by itself
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new BearerFilter(tokens, open, rates), AuthorizationFilter.class)
                .addFilterBefore(new AtOnceFilter(atOnce, rates), AuthorizationFilter.class)
                .addFilterBefore(new RateFilter(rates), AuthorizationFilter.class)
                .authorizeHttpRequests(calls ->
                        calls.requestMatchers(open).permitAll().anyRequest().authenticated())
                .exceptionHandling(failures -> failures.authenticationEntryPoint((request, response, _) ->
                        Problems.write(request, response, Refusal.of(RefusalCode.TOKEN_MISSING))))
                .build();
    }

    /** Whose certificate TLS has seen; what else a binding asks for (tokens, signatures) it asks for itself. */
    @Bean
    @Order(1)
    SecurityFilterChain bindingsChain(HttpSecurity http, Members members, CallsAtOnce atOnce, CallRates rates)
            throws Exception {
        return headers(http, NOTHING)
                .securityMatcher("/rest/**", "/soap/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // no browser holds such a certificate, and nothing here goes by a cookie
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CertificateFilter(members, rates), AuthorizationFilter.class)
                .addFilterBefore(new AtOnceFilter(atOnce, rates), AuthorizationFilter.class)
                .addFilterBefore(new RateFilter(rates), AuthorizationFilter.class)
                .authorizeHttpRequests(calls -> calls.anyRequest().authenticated())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain consoleChain(
            HttpSecurity http,
            SecondFactors secondFactors,
            OidcSettings oidc,
            ProvidedNames names,
            ApplicationEventPublisher events,
            Clock clock,
            MeterRegistry meters)
            throws Exception {
        headers(http, pages(oidc))
                .securityMatcher("/console/**")
                .formLogin(login -> login.loginPage("/console/login")
                        .successHandler(new PasswordRight())
                        .permitAll())
                .addFilterBefore(new LoginLimit(clock, meters), UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(
                        new SecondFactorFilter(secondFactors, events, clock, meters), AuthorizationFilter.class)
                .logout(logout -> logout.logoutUrl("/console/logout").logoutSuccessUrl("/console/login?logout"))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(new ConsoleClosed())
                        .accessDeniedHandler(new ConsoleRefused()))
                .authorizeHttpRequests(ConsoleRights::decide);
        if (oidc.isOn()) {
            new OidcParts(oidc, names).into(http);
        }
        return http.build();
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(OidcSettings oidc) {
        return OidcParts.idTokens(oidc);
    }

    /** Where the login page offers the provider; nothing where there is none. */
    @Bean
    OtherWayIn otherWayIn(OidcSettings oidc) {
        return new OtherWayIn(oidc.isOn() ? oidc.name() : null, OidcProvider.BEGIN);
    }

    /** Who logs out there too is sent on by our form, and that has to be allowed. */
    private static String pages(OidcSettings oidc) {
        URI issuer = oidc.issuer();
        return issuer == null
                ? PAGES
                : PAGES.replace(
                        "form-action 'self'",
                        "form-action 'self' " + issuer.getScheme() + "://" + issuer.getAuthority());
    }

    @Bean
    @Order(3)
    SecurityFilterChain pagesChain(HttpSecurity http) throws Exception {
        return headers(http, PAGES)
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Before Spring's own parsing of paths, which fails on some that the firewall refuses; filters are there before members are. */
    @Bean
    FilterRegistrationBean<Filter> firewallFirst(ObjectProvider<RequestRejectedHandler> oddRequests) {
        HttpFirewall firewall = new StrictHttpFirewall();
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            try {
                firewall.getFirewalledRequest((HttpServletRequest) request);
            } catch (RequestRejectedException rejected) {
                oddRequests.getObject().handle((HttpServletRequest) request, (HttpServletResponse) response, rejected);
                return;
            }
            chain.doFilter(request, response);
        });
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return registration;
    }

    /** A request so odd that no chain should see it is answered in the same form as any other on the API. */
    @Bean
    RequestRejectedHandler oddRequests(CallRates rates) {
        RequestRejectedHandler pages = new HttpStatusRequestRejectedHandler();
        return (request, response, rejected) -> {
            if (!request.getRequestURI().startsWith("/api/")) {
                pages.handle(request, response, rejected);
            } else if (rates.admits(request, response)) {
                Problems.write(request, response, Refusal.of(RefusalCode.NOT_FOUND));
            }
        };
    }

    /** Beside Spring Security's own: no sniffing, no caching of what is personal, no frames. */
    private static HttpSecurity headers(HttpSecurity http, String content) throws Exception {
        return http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(content))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()")))
                .httpBasic(AbstractHttpConfigurer::disable);
    }
}
