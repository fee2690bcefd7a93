package io.snodo.hub.pages;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Tickets;
import io.snodo.hub.members.Members;
import io.snodo.hub.overflow.Overflow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The hub's pages and controllers as they are, on a real server, with stand-ins for the rooms behind them. Not marked as
 * a configuration, so that the hub itself does not find it when its tests start all of it.
 */
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
public class PagesAlone {
    public static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");

    /** What the streams say of each topic; change it, and open pages are told. */
    public static final Map<String, String> VERSIONS = new ConcurrentHashMap<>();

    /** {@code room} scans the package whose pages are wanted. */
    public static ServletWebServerApplicationContext start(Class<?> room) {
        return (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(PagesAlone.class, Languages.class, PageViews.class, room)
                        .properties("spring.config.name=hub")
                        .run("--server.port=0", "--snodo.console.look=0s");
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    Tickets tickets() {
        return mock();
    }

    @Bean
    Exchange exchange() {
        return mock();
    }

    @Bean
    Members members() {
        Members members = mock();
        when(members.nameOf(any())).thenCallRealMethod();
        return members;
    }

    @Bean
    Overflow overflow() {
        return mock();
    }

    @Bean
    JdbcClient database() {
        return mock();
    }

    @Bean
    SimpleMeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    Streams ticketStreams() {
        return streams();
    }

    @Bean
    Streams hubStreams() {
        return streams();
    }

    @Bean
    Streams memberStreams() {
        return streams();
    }

    private static Streams streams() {
        return new Streams(50, 50, Duration.ofMillis(200), _ -> new HashMap<>(VERSIONS));
    }

    @Bean
    SecurityFilterChain open(HttpSecurity http) {
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .headers(
                        headers -> headers.contentSecurityPolicy(
                                csp -> csp.policyDirectives(
                                        "default-src 'self'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; form-action 'self'")))
                .csrf(Customizer.withDefaults())
                .build();
    }
}
