package io.snodo.spoke.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WrongPasswordsTest {
    private static final String HERE = "giulia 192.0.2.1";

    private Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final WrongPasswords wrong = new WrongPasswords(clock);

    @Test
    void theFirstFiveMistakesCostNothing() {
        assertThat(mistakes(5)).isEqualTo(Duration.ZERO);
    }

    @Test
    void theNextOneWaitsFiveSecondsAndThenTwiceAsLongEachTime() {
        mistakes(5);

        assertThat(wrong.next(HERE)).isEqualTo(Duration.ofSeconds(5));
        assertThat(waitOut()).isEqualTo(Duration.ofSeconds(10));
        assertThat(waitOut()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void noWaitIsLongerThanAQuarterOfAnHour() {
        mistakes(5);
        for (int i = 0; i < 30; i++) {
            assertThat(waitOut()).isLessThanOrEqualTo(Duration.ofMinutes(15));
        }

        assertThat(wrong.next(HERE)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void triesDuringTheWaitDoNotMakeItLonger() {
        mistakes(5);
        now = now.plusSeconds(3);
        mistakes(20);

        assertThat(wrong.next(HERE)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theRightPasswordClearsTheCount() {
        mistakes(4);
        wrong.right(HERE);

        assertThat(mistakes(5)).isEqualTo(Duration.ZERO);
    }

    @Test
    void afterAnHourOfQuietAllIsForgotten() {
        mistakes(9);
        now = now.plus(Duration.ofHours(1));

        assertThat(mistakes(5)).isEqualTo(Duration.ZERO);
    }

    @Test
    void nobodyElseWaits() {
        mistakes(9);

        assertThat(wrong.next("marco 192.0.2.1")).isEqualTo(Duration.ZERO);
        assertThat(wrong.next("giulia 192.0.2.2")).isEqualTo(Duration.ZERO);
    }

    @Test
    void aHundredAtOnceAreNotAHundredFreeTries() {
        int free = 0;
        for (int i = 0; i < 100; i++) {
            free += wrong.next(HERE).isPositive() ? 0 : 1;
        }

        assertThat(free).isEqualTo(5);
    }

    @Test
    void manyNamesDoNotFillTheMemory() {
        for (int i = 0; i < WrongPasswords.REMEMBERED + 500; i++) {
            wrong.next("name" + i);
        }

        assertThat(wrong.remembered()).isEqualTo(WrongPasswords.REMEMBERED);
    }

    /** What the last of them had to wait. */
    private Duration mistakes(int times) {
        Duration wait = Duration.ZERO;
        for (int i = 0; i < times; i++) {
            wait = wrong.next(HERE);
        }
        return wait;
    }

    /** Waits as long as one must, mistypes again, and asks how long that costs. */
    private Duration waitOut() {
        now = now.plus(wrong.next(HERE));
        wrong.next(HERE);
        return wrong.next(HERE);
    }
}
