package io.snodo.hub.delivery;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what nobody waits for: receipts, refusals, progress. A frame that cannot be sent is dropped and logged: who misses
 * a receipt or a refusal repeats its message and is answered again (ST-090); progress is told again at the member's next
 * greeting (ST-170).
 */
@Component
public class PassingFrames implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PassingFrames.class);

    private final ActiveMQConnectionFactory broker;
    private @Nullable BrokerSession session;

    PassingFrames(ActiveMQConnectionFactory broker) {
        this.broker = broker;
    }

    /** A session that was lost while nothing was sent is opened anew, once. */
    public synchronized void send(MemberCode member, Frame frame) {
        boolean fresh = session == null;
        ActiveMQException trouble = trySend(member, frame);
        if (trouble != null && !fresh && session == null) {
            trouble = trySend(member, frame);
        }
        if (trouble != null) {
            LOG.warn(
                    "frame dropped tenant={} frame={} cause={}",
                    member,
                    frame.getClass().getSimpleName(),
                    trouble.getType());
        }
    }

    /** The same frames to many of whom most may be away, on a session of its own, so that what is for one does not wait. */
    void sendToWhoIsThere(Collection<MemberCode> members, List<Frame> frames, Instant until) {
        List<byte[]> written =
                frames.stream().map(Json.MAPPER::writeValueAsBytes).toList();
        try (BrokerSession own = BrokerSession.passing(broker)) {
            for (MemberCode member : members) {
                if (own.isThere(member)) {
                    for (byte[] frame : written) {
                        own.send(member, frame, until);
                    }
                }
            }
        } catch (ActiveMQException e) {
            LOG.warn("frames for many dropped members={} cause={}", members.size(), e.getType());
        }
    }

    private @Nullable ActiveMQException trySend(MemberCode member, Frame frame) {
        try {
            open().send(member, frame, false);
            return null;
        } catch (ActiveMQException e) {
            if (e.getType() != ActiveMQExceptionType.ADDRESS_FULL) { // that one member does not read breaks no session
                close();
            }
            return e;
        }
    }

    private BrokerSession open() throws ActiveMQException {
        BrokerSession open = session;
        if (open == null || open.isClosed()) {
            open = BrokerSession.passing(broker);
            session = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        BrokerSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
