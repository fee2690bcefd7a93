package io.snodo.hub.embedded.artemis;

import io.snodo.hub.embedded.Admission;
import io.snodo.hub.embedded.BrokerUse;
import io.snodo.messages.MemberCode;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps members from each other's way at the broker: who sends more than it may is not read from for a while. Nothing of
 * it is refused and nothing lost; it stays in the member's own socket, and what others send does not stand behind it
 * (ST-721). To be called before the other plugins, so that what they refuse has counted.
 */
final class Fairness implements ActiveMQServerPlugin, BrokerUse, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fairness.class);
    private static final long LOOK_EVERY_MILLIS = 10;

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

    /** Whether {@code connection} has one of its member's places, or gets one now. */
    boolean comes(MemberCode member, NettyConnection connection) {
        return account(member).comes(connection, allowed(member), System.nanoTime());
    }

    void goes(Object connection) {
        accounts.values().forEach(account -> account.goes(connection));
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
