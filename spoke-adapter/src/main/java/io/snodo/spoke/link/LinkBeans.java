package io.snodo.spoke.link;

import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.spoke.store.Store;
import io.snodo.spoke.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the link together from the settings; without Spring the same parts are put together by hand. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LinkSettings.class, ReceiptSettings.class, EncryptionSettings.class})
class LinkBeans {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Speaker speaker(LinkSettings settings, Tenant tenant, Clock clock) throws IOException {
        VerifyKey certificate = VerifyKey.read(settings.seal().certificate());
        return new Speaker(tenant.member(), SealKey.read(settings.seal().key(), certificate), clock);
    }

    @Bean
    Bell outboxBell() {
        return new Bell();
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, Speaker speaker, Bell outboxBell) {
        return new Outbox(jdbc, speaker, Patience.DEFAULT, outboxBell);
    }

    @Bean
    Seen seen(JdbcClient jdbc, Bell outboxBell, ReceiptSettings settings) {
        return new Seen(jdbc, outboxBell, settings);
    }

    @Bean
    TicketNumbers ticketNumbers(JdbcClient jdbc, Tenant tenant) {
        return new TicketNumbers(jdbc, tenant.prefix());
    }

    @Bean
    SentMessages sentMessages(Store store) {
        return new SentMessages(store);
    }

    @Bean
    RegistryCopy registryCopy(JdbcClient jdbc) {
        return new RegistryCopy(jdbc);
    }

    @Bean
    Confidences confidences(RegistryCopy registry, Tenant tenant, EncryptionSettings settings, Clock clock)
            throws IOException {
        return new Confidences(registry, tenant.member(), settings.keys(), clock);
    }

    @Bean
    Link link(Store store, RegistryCopy registry, Clock clock, ApplicationEventPublisher events) {
        return new Link(store, registry, clock, events);
    }

    @Bean
    Asides asides(Link link, Bell outboxBell) {
        return new Asides(link, outboxBell);
    }

    /** Connects to the hub when the spoke has started. */
    @Bean
    OpeningHours openingHours(Line line) {
        return new OpeningHours(line);
    }

    @Bean
    Mailroom mailroom(
            Store store,
            Speaker speaker,
            LinkSettings settings,
            RegistryCopy registry,
            Link link,
            Asides asides,
            Bell outboxBell,
            List<Addressee> addressees,
            ApplicationEventPublisher events)
            throws IOException {
        List<VerifyKey> hub = new ArrayList<>();
        for (Path certificate : settings.hub().certificate()) {
            hub.add(VerifyKey.read(certificate));
        }
        return new Mailroom(
                store, speaker, hub, registry, link, asides, Patience.DEFAULT, outboxBell, addressees, events);
    }
}
