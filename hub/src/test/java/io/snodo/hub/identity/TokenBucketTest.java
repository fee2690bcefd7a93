package io.snodo.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Instant START = Instant.EPOCH;
    private static final RateSettings RATE = new RateSettings(2, 3);
    private final TokenBucket bucket = new TokenBucket(RATE, START);

    @Test
    void letsABurstThroughAndThenSoManyASecond() {
        for (int call = 0; call < 3; call++) {
            assertThat(bucket.take(RATE, START).passes()).isTrue();
        }
        TokenBucket.Verdict fourth = bucket.take(RATE, START);
        assertThat(fourth.passes()).isFalse();
        assertThat(fourth.remaining()).isZero();
        assertThat(fourth.reset()).isEqualTo(Duration.ofMillis(500));
        assertThat(bucket.take(RATE, START.plusMillis(500)).passes()).isTrue();
        assertThat(bucket.take(RATE, START.plusMillis(500)).passes()).isFalse();
    }

    @Test
    void aLongPauseGivesNoMoreThanTheBurst() {
        assertThat(bucket.take(RATE, START.plusSeconds(3600)).remaining()).isEqualTo(2);
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        bucket.take(RATE, START);
        assertThat(bucket.take(RATE, START.minusSeconds(60)).remaining()).isEqualTo(1);
    }

    @Test
    void anotherRateCountsFromTheNextCallOn() {
        RateSettings more = new RateSettings(10, 20);
        bucket.take(RATE, START);
        assertThat(bucket.take(more, START.plusSeconds(1)).remaining()).isEqualTo(11);
        assertThat(bucket.take(RATE, START.plusSeconds(1)).remaining())
                .as("less again")
                .isEqualTo(2);
    }
}
