package io.snodo.hub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ComingsTest {
    private final AtomicLong now = new AtomicLong();
    private final Comings comings = new Comings(2, 3, now::get);

    @Test
    void whoComesTooOftenIsSentAwayAndTakesNothingFromAnother() {
        for (int i = 0; i < 3; i++) {
            assertThat(mayCome("192.0.2.1")).isTrue();
        }
        assertThat(mayCome("192.0.2.1")).isFalse();
        assertThat(mayCome("192.0.2.2")).isTrue();

        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));

        assertThat(mayCome("192.0.2.1")).isTrue();
        assertThat(mayCome("192.0.2.1")).isFalse();
    }

    @Test
    void addressesOfWhichThereAreManyAreForgottenAndDoNotFillTheMemory() {
        for (int i = 0; i < 3; i++) {
            mayCome("192.0.2.1");
        }
        for (int i = 0; i < 10_000; i++) {
            mayCome("198.51." + i / 256 + "." + i % 256);
        }
        assertThat(mayCome("192.0.2.1")).as("forgotten").isTrue();
    }

    @Test
    void theAddressesOfOneNetworkCountAsOne() {
        for (int i = 0; i < 3; i++) {
            assertThat(mayCome("2001:db8:1:2::" + i)).isTrue();
        }
        assertThat(mayCome("2001:db8:1:2:ffff::9")).isFalse();
        assertThat(mayCome("2001:db8:1:3::1")).isTrue();
    }

    private boolean mayCome(String address) {
        return comings.mayCome(InetAddress.ofLiteral(address));
    }
}
