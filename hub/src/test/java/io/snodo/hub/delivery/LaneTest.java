package io.snodo.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.exchange.Outgoing;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private final Lane lane = new Lane(NOW);

    @Test
    void takesNothingFreshBeforeTheDatabaseWasAsked() {
        assertThat(lane.takes(delivery(1))).isFalse();
        assertThat(lane.sweepDue(NOW)).isTrue();
    }

    @Test
    void takesWhatIsFreshOnceTheDatabaseHoldsNoMore() {
        lane.put(5, true, NOW);
        assertThat(lane.takes(delivery(6))).isTrue();
        assertThat(lane.sweepDue(NOW)).isFalse();
    }

    @Test
    void doesNotTakeAgainWhatASweepHasPut() {
        lane.put(5, true, NOW);
        assertThat(lane.takes(delivery(5))).isFalse();
    }

    @Test
    void nothingFreshOvertakesWhatFailed() {
        lane.put(5, true, NOW);
        lane.failed(NOW, Duration.ofMillis(200), Duration.ofSeconds(30));
        assertThat(lane.takes(delivery(7))).isFalse();
        assertThat(lane.sweepDue(NOW)).isFalse();
        assertThat(lane.sweepDue(NOW.plusMillis(200))).isTrue();
    }

    @Test
    void pausesDoubleUpToACap() {
        for (int failure = 0; failure < 40; failure++) {
            lane.failed(NOW, Duration.ofMillis(200), Duration.ofSeconds(30));
        }
        assertThat(lane.sweepDue(NOW.plusSeconds(14))).isFalse();
        assertThat(lane.sweepDue(NOW.plusSeconds(30))).isTrue();
    }

    private static Outgoing delivery(long id) {
        return new Outgoing(id, new MemberCode("c_l736"), "jws", new Stamp("{}", 0, List.of(), "root"));
    }
}
