package io.snodo.hub.embedded.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestHub;
import io.snodo.messages.Addresses;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.nio.file.Path;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that the hub has not started: here one of our own, on another folder. */
class ExternalBrokerIT {
    private static final String SECRET = "of the external broker";

    @Test
    void byOnePropertyTheHubWorksOnABrokerOfSomebodyElse(@TempDir Path server, @TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(server, new Gatekeeper(_ -> true, SECRET));
                TestHub _ = TestHub.start(
                        folder,
                        "snodo.broker.url=" + broker.url(),
                        "snodo.broker.username=" + Gatekeeper.HUB,
                        "snodo.broker.password=" + SECRET)) {
            assertThat(folder.resolve("data/broker"))
                    .as("a broker of the hub's own")
                    .doesNotExist();
            try (ActiveMQConnectionFactory factory =
                            new ActiveMQConnectionFactory(broker.url(), Gatekeeper.HUB, SECRET);
                    Connection connection = factory.createConnection();
                    Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
                assertThat(session.createBrowser(session.createQueue(Addresses.of(TestHub.PARMA)))
                                .getEnumeration()
                                .hasMoreElements())
                        .as("the members' addresses are declared, and empty")
                        .isFalse();
            }
        }
    }
}
