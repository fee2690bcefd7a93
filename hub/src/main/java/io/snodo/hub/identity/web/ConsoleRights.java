package io.snodo.hub.identity.web;

import static io.snodo.hub.identity.web.ConsoleRole.HUB_AUDITOR;
import static io.snodo.hub.identity.web.ConsoleRole.HUB_OPERATOR;
import static io.snodo.hub.identity.web.ConsoleRole.MEMBER_ADMINISTRATOR;

import jakarta.servlet.DispatcherType;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Who may open which of the console's addresses. What is not named here an operator opens, and an auditor reads; pages that
 * all may open ask again whose affairs they show.
 */
final class ConsoleRights {
    private ConsoleRights() {}

    static void decide(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry calls) {
        String[] all = {HUB_OPERATOR.name(), HUB_AUDITOR.name(), MEMBER_ADMINISTRATOR.name()};
        calls.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/console/login", LoginLimit.WAITING_PAGE, "/console/oidc/**")
                .permitAll()
                .requestMatchers(SecondFactorFilter.PAGE, SecondFactorFilter.PAGE + "/wait")
                .hasAuthority(ConsoleLogin.HALFWAY)
                .requestMatchers(
                        HttpMethod.GET,
                        "/console",
                        "/console/members/{code}",
                        "/console/certificates",
                        "/console/agreements",
                        "/console/waiting",
                        "/console/traffic",
                        "/console/why",
                        "/console/audit",
                        "/console/events",
                        SecondFactorFilter.CODES_PAGE)
                .hasAnyRole(all)
                .requestMatchers(HttpMethod.POST, SecondFactorFilter.CODES_PAGE)
                .hasAnyRole(all)
                .requestMatchers(HttpMethod.POST, "/console/parked/**")
                .hasAnyRole(HUB_OPERATOR.name(), MEMBER_ADMINISTRATOR.name())
                .requestMatchers(HttpMethod.GET, "/console/**")
                .hasAnyRole(HUB_OPERATOR.name(), HUB_AUDITOR.name())
                .anyRequest()
                .hasRole(HUB_OPERATOR.name());
    }
}
