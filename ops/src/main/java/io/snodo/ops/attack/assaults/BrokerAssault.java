package io.snodo.ops.attack.assaults;

import io.snodo.messages.Addresses;
import io.snodo.ops.attack.interfaces.AsyncApi;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Masked;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.demo.DemoMember;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Addresses of the broker's that are others', or nobody's: they must not open, in no way and under no spelling. */
public final class BrokerAssault {
    /** What brokers of this make have, or ours is set up with; a name that nobody has is among them. */
    private static final List<String> INSIDE = List.of(
            "staffetta.dead",
            "staffetta.expired",
            "staffetta.notifications",
            "activemq.notifications",
            "activemq.management",
            "queue.activemq.management",
            "$.artemis.internal.sf.snodo",
            "DLQ",
            "ExpiryQueue",
            "$management",
            "broker");

    private static final List<String> WILDCARDS = List.of("staffetta.to.#", "staffetta.to.*", "staffetta.#", "#", "*");
    private static final String NOBODYS = "staffetta.to.c_z999";
    private static final long LISTENING = 60; // ms

    private final Judge judge;
    private final URI broker;
    private final AsyncApi published;

    BrokerAssault(Judge judge, URI broker, AsyncApi published) {
        this.judge = judge;
        this.broker = broker;
        this.published = published;
    }

    static Connection connect(URI broker, SSLContext tls, String mechanisms) throws JMSException {
        JmsConnectionFactory factory = new JmsConnectionFactory(broker + "?amqp.saslMechanisms=" + mechanisms
                + "&transport.verifyHost=false&jms.connectTimeout=8000&jms.sendTimeout=8000&jms.requestTimeout=8000"
                + "&jms.useDaemonThread=true");
        factory.setSslContext(tls);
        return factory.createConnection("hub", "hub");
    }

    /** Somebody without a certificate, or whose word is a password, does not come in. */
    void unknown(SSLContext tls, Role role, String mechanisms) {
        judge.tally().attempt(Door.AMQP, role);
        Judge.Attempt attempt = attempt(role, "a connection by " + mechanisms);
        try (Connection connection = connect(broker, tls, mechanisms)) {
            connection.start();
            judge.access(attempt, "let in");
        } catch (JMSException e) {
            judge.content(attempt, Answer.of("" + e.getMessage()), Set.of());
        }
    }

    /** All addresses that are not {@code own}, by a member that has a right to its own only. */
    void foreign(Connection connection, DemoMember own, boolean all) throws JMSException {
        String ownAddress = Addresses.of(own.code());
        List<String> others = new ArrayList<>(published.addresses(java.util.Arrays.stream(DemoMember.values())
                .map(member -> member.code().value())
                .toList()));
        others.remove(ownAddress);
        Map<String, String> refusals = new LinkedHashMap<>();
        for (String name : all ? names(others, ownAddress) : few(others, ownAddress)) {
            try (Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE)) {
                for (Way way : Way.values()) {
                    if (way == Way.SEND && name.equals(Addresses.TO_HUB)) {
                        continue; // the one address that is everybody's to write to
                    }
                    String refusal = attempt(session, name, way);
                    if (others.contains(name) && !name.equals(Addresses.TO_HUB)) {
                        String first = refusals.putIfAbsent(way.name(), refusal);
                        judge.existence(
                                attempt(Role.FOREIGN_MEMBER, way + " " + name),
                                refusal,
                                first == null ? refusal : first);
                    }
                }
            }
        }
        for (Way way : Way.values()) {
            String absent;
            try (Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE)) {
                absent = attempt(session, NOBODYS, way);
            }
            judge.tally()
                    .note("AMQP, " + way + ": another's address: " + refusals.get(way.name())
                            + "; an address that nobody has: " + absent);
        }
        temporary(connection);
    }

    private static List<String> few(List<String> others, String own) {
        List<String> names = new ArrayList<>(others);
        names.addAll(INSIDE.subList(0, 5));
        names.addAll(WILDCARDS.subList(0, 1));
        names.add(own + "::" + others.getFirst());
        names.add(others.getFirst() + "::" + own);
        return names;
    }

    private static List<String> names(List<String> others, String own) {
        List<String> names = new ArrayList<>(others);
        names.addAll(INSIDE);
        names.addAll(WILDCARDS);
        for (String other : others) {
            names.add(own + "::" + other);
            names.add(other + "::" + own);
            names.add(other + "::" + other);
            names.add("queue://" + other);
            names.add("topic://" + other);
            names.add(other.toUpperCase(java.util.Locale.ROOT));
            names.add(other + "?consumer-priority=9");
        }
        for (String inside : INSIDE) {
            names.add(own + "::" + inside);
            names.add(inside + "::" + own);
        }
        return names;
    }

    private enum Way {
        CONSUME,
        BROWSE,
        SUBSCRIBE,
        SEND
    }

    /** The words of the refusal; what opens is put down. */
    private String attempt(Session session, String name, Way way) {
        judge.tally().attempt(Door.AMQP, Role.FOREIGN_MEMBER);
        Judge.Attempt attempt = attempt(Role.FOREIGN_MEMBER, way + " " + name);
        try {
            String got = switch (way) {
                case CONSUME -> received(session, session.createQueue(name));
                case SUBSCRIBE -> received(session, session.createTopic(name));
                case BROWSE -> browsed(session, session.createQueue(name));
                case SEND -> sent(session, session.createQueue(name));
            };
            judge.access(attempt, "opened, and gave: " + (got.isEmpty() ? "nothing" : "something"));
            judge.content(attempt, Answer.of(got), Set.of());
            return "opened";
        } catch (JMSException e) {
            judge.content(attempt, Answer.of("" + e.getMessage()), Set.of());
            return Masked.text("" + e.getMessage(), List.of(name));
        }
    }

    private static String received(Session session, Destination from) throws JMSException {
        try (jakarta.jms.MessageConsumer consumer = session.createConsumer(from)) {
            Message message = consumer.receive(LISTENING);
            return message == null ? "" : text(message);
        }
    }

    private static String browsed(Session session, Queue from) throws JMSException {
        try (QueueBrowser browser = session.createBrowser(from)) {
            var all = browser.getEnumeration();
            return all.hasMoreElements() ? text((Message) all.nextElement()) : "";
        }
    }

    private static String sent(Session session, Queue to) throws JMSException {
        try (jakarta.jms.MessageProducer producer = session.createProducer(to)) {
            producer.send(session.createTextMessage("x"));
            return "";
        }
    }

    private static String text(Message message) throws JMSException {
        return message instanceof jakarta.jms.BytesMessage bytes
                ? new String(bytes.getBody(byte[].class), java.nio.charset.StandardCharsets.UTF_8)
                : message.toString();
    }

    /** A member makes no addresses, not even for a while. */
    private void temporary(Connection connection) throws JMSException {
        for (boolean topic : new boolean[] {false, true}) {
            judge.tally().attempt(Door.AMQP, Role.FOREIGN_MEMBER);
            Judge.Attempt attempt = attempt(Role.FOREIGN_MEMBER, "a temporary " + (topic ? "topic" : "queue"));
            try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                Destination made = topic ? session.createTemporaryTopic() : session.createTemporaryQueue();
                judge.access(attempt, "made " + (made instanceof Topic ? "a topic" : "a queue"));
            } catch (JMSException e) {
                judge.content(attempt, Answer.of("" + e.getMessage()), Set.of());
            }
        }
    }

    private static Judge.Attempt attempt(Role role, String words) {
        return new Judge.Attempt(Door.AMQP, role, words, false);
    }
}
