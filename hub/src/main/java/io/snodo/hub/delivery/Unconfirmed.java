package io.snodo.hub.delivery;

import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Instant;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Delivers again what a member has taken off its address and not confirmed in time (ST-083, ST-109). What still lies there
 * is left alone: the backlog of a member that was away must not grow by being waited for.
 */
@Component
class Unconfirmed {
    private static final Logger LOG = LoggerFactory.getLogger(Unconfirmed.class);
    private static final int MOST = 1_000;

    private final Deliveries deliveries;
    private final Waiting waiting;
    private final Lanes lanes;
    private final Members members;
    private final ActiveMQConnectionFactory broker;
    private final DeliverySettings settings;
    private final Clock clock;

    Unconfirmed(
            Deliveries deliveries,
            Waiting waiting,
            Lanes lanes,
            Members members,
            ActiveMQConnectionFactory broker,
            DeliverySettings settings,
            Clock clock) {
        this.deliveries = deliveries;
        this.waiting = waiting;
        this.lanes = lanes;
        this.members = members;
        this.broker = broker;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${snodo.delivery.again:60s}")
    void deliverAgain() {
        try {
            deliveries.lanes().stream()
                    .filter(lane -> lane.unconfirmed() > 0)
                    .map(Deliveries.LaneState::recipient)
                    .filter(this::hasTakenAll)
                    .forEach(this::deliverAgain);
        } catch (DataAccessException e) {
            LOG.warn(
                    "unconfirmed deliveries cannot be read, trying again cause={}",
                    e.getClass().getSimpleName());
        }
    }

    private void deliverAgain(MemberCode member) {
        Instant now = clock.instant();
        long again = waiting.unconfirmedAgain(member, now.minus(settings.confirmation()), now, MOST);
        if (again > 0) {
            LOG.info("delivered again, unconfirmed tenant={} deliveries={}", member, again);
            lanes.again(member);
        }
    }

    /** Whether nothing is left on its address; who is called or asks has none. */
    private boolean hasTakenAll(MemberCode member) {
        if (!members.bindingOf(member).equals(Binding.AMQP)) {
            return true;
        }
        try (BrokerSession session = BrokerSession.passing(broker)) {
            return !session.holdsFor(member);
        } catch (ActiveMQException e) {
            return false; // the broker is away: nothing is certain, and nothing could be put
        }
    }
}
