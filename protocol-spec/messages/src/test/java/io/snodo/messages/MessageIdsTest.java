package io.snodo.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    @Test
    void areOfVersion7AndVariant2() {
        UUID id = MessageIds.next(Samples.CLOCK);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(Samples.NOW.toEpochMilli());
    }

    @Test
    void sortAsTextByTheMillisecondTheyWereMadeIn() {
        String earlier = MessageIds.next(Samples.CLOCK).toString();
        String later = MessageIds.next(Clock.offset(Samples.CLOCK, Duration.ofMillis(1)))
                .toString();

        assertThat(earlier).isLessThan(later);
    }

    @Test
    void differWithinAMillisecond() {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(MessageIds.next(Samples.CLOCK));
        }
        assertThat(ids).hasSize(10_000);
    }
}
