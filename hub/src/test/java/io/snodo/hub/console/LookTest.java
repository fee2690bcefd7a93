package io.snodo.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookTest {
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void allWhoAskWithinAMomentShareOneLook() {
        Look<Integer> look = new Look<>(Duration.ofHours(1), looks::incrementAndGet);
        for (int page = 0; page < 50; page++) {
            assertThat(look.seen()).isEqualTo(1);
        }
    }

    @Test
    void whoHasChangedSomethingSeesIt() {
        Look<Integer> look = new Look<>(Duration.ofHours(1), looks::incrementAndGet);
        look.seen();
        look.again();
        assertThat(look.seen()).isEqualTo(2);
    }

    @Test
    void aLookDoesNotLast() {
        Look<Integer> look = new Look<>(Duration.ZERO, looks::incrementAndGet);
        look.seen();
        assertThat(look.seen()).isEqualTo(2);
    }
}
