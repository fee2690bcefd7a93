package io.snodo.spoke.operators;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** A login by form, and pages that run nothing but our own scripts. */
@Configuration(proxyBeanMethods = false)
class DeskSecurity {
    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; font-src 'self' data:; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    Operators operators(@Value("${snodo.operators}") Path file) throws IOException {
        return new Operators(file);
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    SecurityFilterChain desk(HttpSecurity http, Clock clock, MeterRegistry meters) {
        SessionEnded ended = new SessionEnded();
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET, "/login", "/actuator/health/**", "/webjars/**", "/assets/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/*.css", "/*.js", "/*.svg", "/favicon.ico")
                        .permitAll()
                        .requestMatchers("/error", LoginLimit.WAITING_PAGE, SessionEnded.PAGE)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/knowledge/*/*/approve", "/knowledge/*/*/return")
                        .hasRole("VALIDATOR")
                        .requestMatchers(HttpMethod.POST, "/agreements/**")
                        .hasRole("ADMINISTRATOR")
                        .anyRequest()
                        .hasAnyRole("OPERATOR", "VALIDATOR", "ADMINISTRATOR"))
                .addFilterBefore(new Uploads(), CsrfFilter.class)
                .addFilterBefore(
                        new LoginLimit(new WrongPasswords(clock), meters), UsernamePasswordAuthenticationFilter.class)
                .formLogin(form ->
                        form.loginPage("/login").defaultSuccessUrl("/", false).permitAll())
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .exceptionHandling(no -> no.authenticationEntryPoint(ended).accessDeniedHandler(ended))
                .logout(logout -> logout.logoutSuccessUrl("/login?logout"))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_POLICY)))
                .build();
    }

    /** A login leads on to the page that was asked for, and never to what a page's script fetched meanwhile. */
    private static RequestCache pagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> {
            String accepts = request.getHeader("Accept");
            String fetchedFor = request.getHeader("Sec-Fetch-Dest");
            return request.getMethod().equals(HttpMethod.GET.name())
                    && (accepts == null || accepts.contains("text/html") || accepts.contains("*/*"))
                    && (fetchedFor == null || fetchedFor.equals("document"))
                    && request.getHeader("HX-Request") == null;
        });
        return cache;
    }
}
