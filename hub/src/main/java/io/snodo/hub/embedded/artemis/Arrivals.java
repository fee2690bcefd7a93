package io.snodo.hub.embedded.artemis;

import io.netty.channel.EventLoop;
import io.netty.util.AttributeKey;
import io.snodo.hub.embedded.Admission;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts a member's connections from their first octets on, by the certificate that was shown, so that one on which nothing
 * is done counts as well. One too many is ended, and so is one on which no session begins.
 */
final class Arrivals implements ActiveMQServerPlugin {
    /** What the member is told that comes with one connection too many. */
    private static final String TOO_MANY = RefusalCode.TOO_MANY_AT_ONCE.wire();

    /** That a session has begun on a connection. */
    private static final AttributeKey<Boolean> BEGUN = AttributeKey.valueOf(Arrivals.class, "begun");

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    /** In which one too many can ask for a session, to be told why it gets none. */
    private static final Duration ASKS_WITHIN = Duration.ofSeconds(3);
    /** In which it can read why. */
    private static final Duration GOES_AFTER = Duration.ofMillis(500);

    private final Fairness fairness;
    private final Admission admission;
    private final Duration beginsWithin;

    Arrivals(Fairness fairness, Admission admission, Duration beginsWithin) {
        this.fairness = fairness;
        this.admission = admission;
        this.beginsWithin = beginsWithin;
    }

    @Override
    public void afterCreateConnection(RemotingConnection connection) {
        if (connection.getTransportConnection() instanceof NettyConnection own) {
            if (!hasPlace(connection, own)) {
                after(ASKS_WITHIN, own, () -> {
                    if (!hasPlace(connection, own)) {
                        end(connection, TOO_MANY);
                    }
                });
            }
            after(beginsWithin, own, () -> {
                if (!own.getNettyChannel().hasAttr(BEGUN) && !connection.isDestroyed()) {
                    end(connection, "no session has begun");
                }
            });
        }
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
        if (connection.getTransportConnection() instanceof NettyConnection own && !hasPlace(connection, own)) {
            after(GOES_AFTER, own, () -> end(connection, TOO_MANY));
            throw new ActiveMQException(ActiveMQExceptionType.SESSION_CREATION_REJECTED, TOO_MANY);
        }
    }

    @Override
    public void afterCreateSession(ServerSession session) {
        if (session.getRemotingConnection().getTransportConnection() instanceof NettyConnection own) {
            own.getNettyChannel().attr(BEGUN).set(true);
        }
    }

    @Override
    public void afterDestroyConnection(RemotingConnection connection) {
        fairness.goes(connection.getID());
    }

    /** Whose certificate counts no more takes nobody's place: it is sent away when it says who it is. */
    private boolean hasPlace(RemotingConnection connection, NettyConnection own) {
        return member(connection).map(member -> fairness.comes(member, own)).orElse(true);
    }

    private Optional<MemberCode> member(RemotingConnection connection) {
        return Shown.on(connection)
                .flatMap(certificate -> admission.bearer(certificate, Purpose.LINK))
                .filter(admission::admits);
    }

    private void end(RemotingConnection connection, String why) {
        LOG.info(
                "connection ended tenant={} binding=amqp refusal={}",
                member(connection).map(MemberCode::value).orElse("nobody"),
                why);
        connection.fail(new ActiveMQDisconnectedException(why));
    }

    /** On the connection's own thread, which ends with the broker. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    private static void after(Duration time, NettyConnection connection, Runnable act) {
        EventLoop thread = connection.getNettyChannel().eventLoop();
        thread.schedule(act, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
