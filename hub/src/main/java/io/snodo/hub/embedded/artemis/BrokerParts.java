package io.snodo.hub.embedded.artemis;

import io.snodo.hub.embedded.Admission;
import io.snodo.hub.embedded.Agreed;
import io.snodo.hub.embedded.DataFolder;
import io.snodo.hub.embedded.IssuingAuthority;
import io.snodo.hub.embedded.MemberAddresses;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Purpose;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The broker as the rest of the hub finds it: a JMS connection factory and the members' addresses. */
class BrokerParts {
    private BrokerParts() {}

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Frames are never streamed as files: a stamp and 256 KiB fit in memory and in the journal's buffer. */
    private static ActiveMQConnectionFactory factory(String url, @Nullable String user, @Nullable String password) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url, user, password);
        factory.setMinLargeMessageSize(512 * 1024);
        return factory;
    }

    /** Without {@code snodo.broker.url}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "snodo.broker.url", matchIfMissing = true, havingValue = "embedded")
    static class Embedded {
        /** A client asks for a session as soon as it is in. */
        private static final Duration BEGINS_WITHIN = Duration.ofSeconds(10);

        private final String secret = random();

        @Bean
        Fairness brokerFairness(BrokerLimits limits, ObjectProvider<Admission> admission) {
            return new Fairness(limits, new WhenAsked(admission));
        }

        @Bean
        EmbeddedBroker embeddedBroker(
                DataFolder folder,
                Fairness fairness,
                ObjectProvider<Admission> admission,
                ApplicationEventPublisher events,
                Clock clock) {
            return EmbeddedBroker.start(
                    home(folder),
                    new Gatekeeper(new WhenAsked(admission), secret),
                    new Arrivals(fairness, new WhenAsked(admission), BEGINS_WITHIN),
                    fairness,
                    new SizeLimit(),
                    new ReadableOnly(),
                    new SenderOnMessage(),
                    fairness.undecided(),
                    new PresenceWatch(events::publishEvent, clock));
        }

        @Bean
        BrokerDoor brokerDoor(
                EmbeddedBroker broker,
                BrokerSettings settings,
                BrokerLimits limits,
                DataFolder folder,
                IssuingAuthority members) {
            return new BrokerDoor(
                    broker,
                    settings,
                    settings.tls().writeInto(home(folder).resolve("tls"), random(), members.certificate()),
                    limits.comings());
        }

        @Bean(destroyMethod = "close")
        ActiveMQConnectionFactory brokerConnections(EmbeddedBroker broker) {
            return factory(broker.url(), Gatekeeper.HUB, secret);
        }

        private static Path home(DataFolder folder) {
            return folder.path().resolve("broker");
        }

        /** Who may come in is known by who is asked for only when somebody comes: the members themselves need the broker. */
        private record WhenAsked(ObjectProvider<Admission> admission) implements Admission {
            @Override
            public boolean admits(MemberCode member) {
                return admission.getObject().admits(member);
            }

            @Override
            public Agreed agreed(MemberCode member) {
                return admission.getObject().agreed(member);
            }

            @Override
            public Optional<MemberCode> bearer(X509Certificate certificate, Purpose purpose) {
                return admission.getObject().bearer(certificate, purpose);
            }
        }
    }

    /** With {@code snodo.broker.url}: a broker, or a cluster of them, that somebody else runs. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("snodo.broker.url")
    static class External {
        @Bean(destroyMethod = "close")
        ActiveMQConnectionFactory brokerConnections(BrokerSettings settings) {
            ActiveMQConnectionFactory factory =
                    factory(String.valueOf(settings.url()), settings.username(), settings.password());
            factory.setReconnectAttempts(-1);
            return factory;
        }

        @Bean
        MemberAddresses memberAddresses(ActiveMQConnectionFactory factory) {
            return new ExternalAddresses(factory);
        }
    }
}
