package io.snodo.hub.embedded.artemis;

import io.snodo.hub.embedded.Admission;
import io.snodo.hub.embedded.BrokerUse;
import io.snodo.hub.embedded.NamedMember;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.RefusalCode;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps members from each other's way at the broker: who sends more than it may is not read from for a while. Nothing of
 * it is refused and nothing lost; it stays in the member's own socket, and what others send does not stand behind it
 * (ST-721). To be called before the other plugins, so that what they refuse has counted.
 */
final class Fairness implements ActiveMQServerPlugin, BrokerUse, AutoCloseable {
    /** What the member is told that comes with one connection too many. */
    static final String TOO_MANY = RefusalCode.TOO_MANY_AT_ONCE.wire();

    private static final Logger LOG = LoggerFactory.getLogger(Fairness.class);
    private static final long LOOK_EVERY_MILLIS = 10;
    /** In which it can read why. */
    private static final long GOES_AFTER_MILLIS = 500;

    private final Map<MemberCode, Account> accounts = new ConcurrentHashMap<>();
    /** Whose message is whose, until it is decided; one of a transaction that was rolled back goes with its memory. */
    private final Map<Message, Account> senders = Collections.synchronizedMap(new WeakHashMap<>());

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("broker-fairness").factory());
    private final BrokerLimits usual;
    private final Admission admission;

    Fairness(BrokerLimits usual, Admission admission) {
        this.usual = usual;
        this.admission = admission;
        clock.scheduleWithFixedDelay(this::letGoOn, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void beforeCreateSession(
            String name,
            @Nullable String username,
            int minLargeMessageSize,
            RemotingConnection connection,
            boolean autoCommitSends,
            boolean autoCommitAcks,
            boolean preAcknowledge,
            boolean xa,
            @Nullable String defaultAddress,
            SessionCallback callback,
            boolean autoCreateQueues,
            OperationContext context,
            Map<SimpleString, RoutingType> prefixes)
            throws ActiveMQException {
        Optional<MemberCode> member = named(connection);
        if (member.isEmpty() || !(connection.getTransportConnection() instanceof NettyConnection own)) {
            return;
        }
        Account account = account(member.get());
        if (!account.comes(own, allowed(member.get()), System.nanoTime())) {
            LOG.info("connection refused tenant={} binding=amqp refusal={}", member.get(), TOO_MANY);
            clock.schedule(
                    () -> connection.fail(new ActiveMQDisconnectedException(TOO_MANY)),
                    GOES_AFTER_MILLIS,
                    TimeUnit.MILLISECONDS);
            throw new ActiveMQException(ActiveMQExceptionType.SESSION_CREATION_REJECTED, TOO_MANY);
        }
    }

    private static Optional<MemberCode> named(RemotingConnection connection) {
        X509Certificate[] certificates = CertificateUtil.getCertsFromConnection(connection);
        return certificates == null || certificates.length == 0 ? Optional.empty() : NamedMember.of(certificates[0]);
    }

    @Override
    public void afterDestroyConnection(RemotingConnection connection) {
        accounts.values().forEach(account -> account.goes(connection.getID()));
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue) {
        if (session.getValidatedUser().equals(Gatekeeper.HUB)
                || !(session.getRemotingConnection().getTransportConnection() instanceof NettyConnection connection)) {
            return;
        }
        MemberCode member = new MemberCode(session.getValidatedUser());
        Account account = account(member);
        int size = message.isLargeMessage() ? SizeLimit.STREAMED : message.getEncodeSize();
        account.count(size, connection, allowed(member), System.nanoTime());
    }

    /** To be called after the other plugins: what comes so far is in the queue until somebody has decided on it. */
    ActiveMQServerPlugin undecided() {
        return new ActiveMQServerPlugin() {
            @Override
            public void beforeSend(
                    ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue) {
                if (!session.getValidatedUser().equals(Gatekeeper.HUB)) {
                    Account account = account(new MemberCode(session.getValidatedUser()));
                    account.isUndecided(message, message.getEncodeSize());
                    senders.put(message, account);
                }
            }
        };
    }

    private void letGoOn() {
        try {
            accounts.forEach((member, account) -> {
                if (account.holdsOne()) {
                    account.goOn(allowed(member), System.nanoTime());
                }
            });
        } catch (RuntimeException e) {
            LOG.error("members cannot be let go on, to be tried again", e);
        }
    }

    @Override
    public Use of(MemberCode member) {
        Allowed allowed = allowed(member);
        Account account = accounts.get(member);
        return account == null
                ? new Use(
                        0,
                        allowed.connections(),
                        allowed.burst(),
                        allowed.burst(),
                        allowed.perSecond(),
                        0,
                        allowed.waiting())
                : new Use(
                        account.connections(),
                        allowed.connections(),
                        account.left(allowed, System.nanoTime()),
                        allowed.burst(),
                        allowed.perSecond(),
                        account.octets(),
                        allowed.waiting());
    }

    @Override
    public void messageAcknowledged(
            Transaction tx, MessageReference reference, AckReason reason, ServerConsumer consumer) {
        Account account = senders.remove(reference.getMessage());
        if (account != null) {
            account.isDecided(reference.getMessage());
        }
    }

    private Allowed allowed(MemberCode member) {
        return Allowed.of(usual, admission.agreed(member));
    }

    private Account account(MemberCode member) {
        return accounts.computeIfAbsent(member, _ -> new Account(allowed(member).burst(), System.nanoTime()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
