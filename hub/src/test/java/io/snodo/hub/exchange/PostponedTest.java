package io.snodo.hub.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostponedTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final Postponed<String> postponed = new Postponed<>();

    @Test
    void whatIsRefusedAgainAndAgainWaitsTwiceAsLongEachTimeAndAnHourAtMost() {
        Instant now = NOW;
        for (int seconds : new int[] {5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600}) {
            postponed.refused("a", now);
            assertThat(postponed.waits("a", now.plusSeconds(seconds - 1))).isTrue();
            now = now.plusSeconds(seconds);
            assertThat(postponed.waits("a", now)).isFalse();
        }
    }

    @Test
    void whatIsNotRefusedAnyMoreIsForgotten() {
        postponed.refused("a", NOW);
        assertThat(postponed.size(NOW.plusSeconds(60))).isEqualTo(1);
        assertThat(postponed.size(NOW.plusSeconds(2 * 3600))).isZero();
    }

    @Test
    void refusalsWithoutEndDoNotFillTheMemory() {
        for (int i = 0; i < 10_100; i++) {
            postponed.refused("ticket " + i, NOW);
        }
        assertThat(postponed.size(NOW)).isEqualTo(10_000);
        assertThat(postponed.waits("ticket 0", NOW)).isFalse();
        assertThat(postponed.waits("ticket 10099", NOW)).isTrue();
    }
}
