package io.snodo.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.exchange.Committed;
import io.snodo.hub.exchange.Outgoing;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.SealKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LanesTest {
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final Members MEMBERS = new Members(
            new Registry(1, List.of(), List.of(), List.of()), SealKey.generate().verifyKey());
    private static final DeliverySettings SETTINGS = new DeliverySettings(
            Duration.ofMillis(200), Duration.ofSeconds(30), 8, Duration.ofMinutes(5), Duration.ofMillis(1));
    private static final Courier NOBODY = new Courier(MEMBERS, List.of(), new PushSettings(1, 1));

    /** What waits, in memory, in the order of the ids. */
    private static final class InMemory extends Waiting {
        private final Map<Long, Outgoing> pending = new TreeMap<>();

        InMemory() {
            super(new DriverManagerDataSource());
        }

        @Override
        List<MemberCode> recipients(Instant since) {
            return pending.isEmpty() ? List.of() : List.of(PARMA);
        }

        @Override
        List<Outgoing> first(MemberCode recipient, int most) {
            return pending.values().stream().limit(most).toList();
        }

        @Override
        void put(List<Outgoing> deliveries, Instant now) {
            deliveries.forEach(delivery -> pending.remove(delivery.id()));
        }
    }

    /** Stands still unless it is moved. */
    private static final class Moved extends Clock {
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Moved clock = new Moved();
    private final InMemory waiting = new InMemory();
    private final Lanes lanes = new Lanes(
            waiting, MEMBERS, new PushLanes(waiting, NOBODY, SETTINGS, new PushSettings(1, 1), clock), SETTINGS, clock);

    @Test
    void putsEverythingInOrderAlsoWhenMoreHasPiledUpThanOneSweepTakes() {
        List<Long> put = new ArrayList<>(turn()); // nothing yet: the lane is live from here on
        commit(1, 1);
        put.addAll(turn());
        // the way out stalls; what is committed meanwhile fills the memory and the database
        for (int i = 0; i < 8; i++) {
            commit(2 + 100L * i, 101 + 100L * i);
        }
        clock.now = clock.now.plusMillis(5); // past the sweep's pause: what has waited that long is in the database
        while (!waiting.pending.isEmpty()) {
            put.addAll(turn());
        }
        commit(802, 803);
        put.addAll(turn());
        assertThat(put)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 803).boxed().toList());
    }

    private void commit(long first, long last) {
        List<Outgoing> outgoing = LongStream.rangeClosed(first, last)
                .mapToObj(id -> new Outgoing(id, PARMA, "jws", new Stamp("leaf", 0, List.of(), "root")))
                .toList();
        outgoing.forEach(delivery -> waiting.pending.put(delivery.id(), delivery));
        lanes.committed(new Committed(outgoing, Set.of(), List.of(), List.of()));
    }

    private List<Long> turn() {
        Turn turn = lanes.due();
        if (turn == null) {
            return List.of();
        }
        List<Outgoing> all =
                turn.lanes().values().stream().flatMap(List::stream).toList();
        lanes.settled(new Turn.Result(turn, all, Map.of()));
        return all.stream().map(Outgoing::id).toList();
    }
}
