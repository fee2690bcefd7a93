package io.snodo.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongTriesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final WrongTries tries = new WrongTries(5, Duration.ofSeconds(5));

    @Test
    void theFirstFewCostNothingAndThenTheWaitDoubles() {
        Instant now = NOW;
        for (int i = 0; i < 5; i++) {
            assertThat(tries.waitOrCount("a", now)).isEqualTo(Duration.ZERO);
        }
        for (int seconds = 5; seconds <= 640; seconds *= 2) {
            assertThat(tries.waitOrCount("a", now)).isEqualTo(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds);
            assertThat(tries.waitOrCount("a", now).isPositive()).isFalse();
        }
        assertThat(tries.waitOrCount("a", now)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aHundredAtOnceAreNotAHundredFreeOnes() {
        int free = 0;
        for (int i = 0; i < 100; i++) {
            free += tries.waitOrCount("a", NOW).isPositive() ? 0 : 1;
        }
        assertThat(free).isEqualTo(5);
    }

    @Test
    void aRightOneOrAnHourOfQuietForgetsAll() {
        for (int i = 0; i < 9; i++) {
            tries.count("a", NOW);
            tries.count("b", NOW);
        }
        tries.forget("a");
        assertThat(tries.wait("a", NOW)).isEqualTo(Duration.ZERO);
        assertThat(tries.wait("b", NOW)).isPositive();
        assertThat(tries.wait("b", NOW.plus(Duration.ofHours(1)))).isEqualTo(Duration.ZERO);
    }

    @Test
    void theLongestUnusedAreForgottenBeforeTheMemoryFills() {
        for (int i = 0; i < 5; i++) {
            tries.count("first", NOW);
        }
        for (int i = 0; i < 20_000; i++) {
            tries.count("key " + i, NOW);
        }
        assertThat(tries.wait("first", NOW)).isEqualTo(Duration.ZERO);
    }
}
