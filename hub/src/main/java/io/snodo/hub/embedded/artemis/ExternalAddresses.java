package io.snodo.hub.embedded.artemis;

import io.snodo.hub.embedded.EmbeddedPartFailed;
import io.snodo.hub.embedded.MemberAddresses;
import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import java.util.Collection;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Addresses on a broker that somebody else runs; who may use them, and whose connections end, is set there. */
record ExternalAddresses(ActiveMQConnectionFactory factory) implements MemberAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalAddresses.class);

    @Override
    public void declare(Collection<MemberCode> members) {
        if (members.isEmpty()) {
            return;
        }
        ServerLocator locator = factory.getServerLocator();
        try (ClientSessionFactory connection = locator.createSessionFactory();
                ClientSession session = connection.createSession(
                        factory.getUser(), factory.getPassword(), false, true, true, false, 0)) {
            for (MemberCode member : members) {
                declare(member, session);
            }
        } catch (EmbeddedPartFailed e) {
            throw e;
        } catch (Exception e) { // what the client's own signature says
            throw failed("of members", e);
        }
    }

    private static void declare(MemberCode member, ClientSession session) {
        SimpleString address = SimpleString.of(Addresses.of(member));
        try {
            if (!session.addressQuery(address).isExists()) {
                session.createAddress(address, RoutingType.ANYCAST, false);
            }
            if (!session.queueQuery(address).isExists()) {
                session.createQueue(QueueConfiguration.of(address)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setAutoDelete(false));
            }
        } catch (ActiveMQException e) {
            throw failed("of " + member, e);
        }
    }

    @Override
    public void expel(MemberCode member) {
        LOG.warn("member expelled, end its connections on the external broker tenant={}", member);
    }

    @Override
    public void remove(MemberCode member) {
        LOG.warn("member has left, delete its address on the external broker tenant={}", member);
    }

    private static EmbeddedPartFailed failed(String whose, Exception cause) {
        return new EmbeddedPartFailed(
                "The external broker does not let the hub make the address " + whose + " (" + cause.getMessage()
                        + "); make it there, durable and anycast, or check snodo.broker.url, username and password.",
                cause);
    }
}
