package io.snodo.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Instant START = Instant.EPOCH;
    private final TokenBucket bucket = new TokenBucket(new RateSettings(2, 3), START);

    @Test
    void letsABurstThroughAndThenSoManyASecond() {
        for (int call = 0; call < 3; call++) {
            assertThat(bucket.take(START).passes()).isTrue();
        }
        TokenBucket.Verdict fourth = bucket.take(START);
        assertThat(fourth.passes()).isFalse();
        assertThat(fourth.remaining()).isZero();
        assertThat(fourth.reset()).isEqualTo(Duration.ofMillis(500));
        assertThat(bucket.take(START.plusMillis(500)).passes()).isTrue();
        assertThat(bucket.take(START.plusMillis(500)).passes()).isFalse();
    }

    @Test
    void aLongPauseGivesNoMoreThanTheBurst() {
        assertThat(bucket.take(START.plusSeconds(3600)).remaining()).isEqualTo(2);
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        bucket.take(START);
        assertThat(bucket.take(START.minusSeconds(60)).remaining()).isEqualTo(1);
    }
}
