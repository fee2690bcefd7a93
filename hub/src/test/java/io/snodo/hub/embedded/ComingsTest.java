package io.snodo.hub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ComingsTest {
    private final AtomicLong now = new AtomicLong();
    private final Comings comings = new Comings(2, 3, now::get);

    @Test
    void whoComesTooOftenIsSentAwayAndTakesNothingFromAnother() {
        for (int i = 0; i < 3; i++) {
            assertThat(comings.mayCome("192.0.2.1")).isTrue();
        }
        assertThat(comings.mayCome("192.0.2.1")).isFalse();
        assertThat(comings.mayCome("192.0.2.2")).isTrue();

        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));

        assertThat(comings.mayCome("192.0.2.1")).isTrue();
        assertThat(comings.mayCome("192.0.2.1")).isFalse();
    }

    @Test
    void addressesOfWhichThereAreManyAreForgottenAndDoNotFillTheMemory() {
        for (int i = 0; i < 3; i++) {
            comings.mayCome("192.0.2.1");
        }
        for (int i = 0; i < 10_000; i++) {
            comings.mayCome("198.51." + i / 256 + "." + i % 256);
        }
        assertThat(comings.mayCome("192.0.2.1")).as("forgotten").isTrue();
    }
}
