package io.snodo.hub.delivery;

import io.snodo.hub.exchange.Outgoing;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts deliveries on the broker for good: a whole turn in one commit; if that fails, a commit for each lane, and in a
 * lane where a delivery is at fault one for each, so that one member's trouble is that member's alone. Used by one
 * thread.
 */
@Component
class Outlet implements AutoCloseable {
    private final ActiveMQConnectionFactory broker;
    private @Nullable BrokerSession session;

    Outlet(ActiveMQConnectionFactory broker) {
        this.broker = broker;
    }

    Turn.Result put(Turn turn) {
        List<Outgoing> all =
                turn.lanes().values().stream().flatMap(List::stream).toList();
        Trouble trouble = tryPut(all);
        return switch (trouble) {
            case NONE -> new Turn.Result(turn, all, Map.of());
            case AWAY -> new Turn.Result(turn, List.of(), waiting(turn));
            case FULL, AT_FAULT -> putByLane(turn);
        };
    }

    private static Map<MemberCode, Turn.Failure> waiting(Turn turn) {
        Map<MemberCode, Turn.Failure> failures = new HashMap<>();
        turn.lanes().keySet().forEach(member -> failures.put(member, new Turn.Failure.Wait("broker_away")));
        return failures;
    }

    private Turn.Result putByLane(Turn turn) {
        List<Outgoing> put = new ArrayList<>();
        Map<MemberCode, Turn.Failure> failures = new HashMap<>();
        turn.lanes().forEach((member, lane) -> {
            switch (tryPut(lane)) {
                case NONE -> put.addAll(lane);
                case AWAY -> failures.put(member, new Turn.Failure.Wait("broker_away"));
                case FULL -> failures.put(member, new Turn.Failure.Wait("address_full"));
                case AT_FAULT -> putUntilFault(lane, put, failures);
            }
        });
        return new Turn.Result(turn, put, failures);
    }

    private void putUntilFault(List<Outgoing> lane, List<Outgoing> put, Map<MemberCode, Turn.Failure> failures) {
        for (Outgoing delivery : lane) {
            switch (tryPut(List.of(delivery))) {
                case NONE -> put.add(delivery);
                case AWAY, FULL -> {
                    failures.put(delivery.recipient(), new Turn.Failure.Wait("broker_away"));
                    return;
                }
                case AT_FAULT -> {
                    failures.put(delivery.recipient(), new Turn.Failure.AtFault(delivery, "broker_refuses"));
                    return;
                }
            }
        }
    }

    /** What stood in the way. */
    private enum Trouble {
        NONE,
        AWAY,
        FULL,
        AT_FAULT
    }

    private Trouble tryPut(List<Outgoing> deliveries) {
        try {
            BrokerSession open = open();
            for (Outgoing delivery : deliveries) {
                open.send(delivery.recipient(), new Frame.Delivery(delivery.jws(), delivery.stamp()), true);
            }
            open.commit();
            return Trouble.NONE;
        } catch (ActiveMQException e) {
            close(); // and with it what was not committed; the next try begins with a session that knows of nothing
            return trouble(e);
        }
    }

    private static Trouble trouble(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ActiveMQException known) {
                ActiveMQExceptionType type = known.getType();
                if (type == ActiveMQExceptionType.ADDRESS_FULL) {
                    return Trouble.FULL;
                }
                if (type == ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST
                        || type == ActiveMQExceptionType.ADDRESS_DOES_NOT_EXIST
                        || type == ActiveMQExceptionType.SECURITY_EXCEPTION
                        || type == ActiveMQExceptionType.ILLEGAL_STATE) {
                    return Trouble.AT_FAULT;
                }
            }
        }
        return Trouble.AWAY;
    }

    private BrokerSession open() throws ActiveMQException {
        BrokerSession open = session;
        if (open == null || open.isClosed()) {
            open = BrokerSession.transacted(broker);
            session = open;
        }
        return open;
    }

    @Override
    public void close() {
        BrokerSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
