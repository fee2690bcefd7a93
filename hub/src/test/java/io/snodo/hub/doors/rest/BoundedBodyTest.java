package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.messages.Json;
import io.snodo.messages.refusal.RefusalCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedBodyTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final BoundedBody body = new BoundedBody(InstantSource.system().withZone(ZoneOffset.UTC));
    private final BoundedBody watched = new BoundedBody(clock());

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, Json.MAX_MESSAGE_BYTES})
    void readsAllOfWhatIsSmallEnough(int size) {
        assertThat(body.read(bytes("x".repeat(size)))).hasSize(size);
    }

    @Test
    void stopsOneOctetPastTheLimit() {
        InputStream endless = new InputStream() {
            private int given;

            @Override
            public int read() {
                assertThat(given++).isLessThanOrEqualTo(Json.MAX_MESSAGE_BYTES);
                return 'x';
            }
        };
        assertRefused(() -> body.read(endless), RefusalCode.MESSAGE_TOO_LARGE);
    }

    @Test
    void losesPatienceWithWhatComesByDrips() {
        InputStream dripping = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                now.updateAndGet(time -> time.plus(Duration.ofSeconds(9)));
                into[offset] = 'x';
                return 1;
            }
        };
        assertRefused(() -> watched.read(dripping), RefusalCode.MESSAGE_MALFORMED);
        assertThat(now.get()).isEqualTo(Instant.EPOCH.plusSeconds(36));
    }

    @Test
    void silenceAndWhatIsNotAsciiAreNoMessage() {
        InputStream silent = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new SocketTimeoutException();
            }
        };
        assertRefused(() -> body.read(silent), RefusalCode.MESSAGE_MALFORMED);
        assertRefused(() -> body.read(bytes("così")), RefusalCode.MESSAGE_MALFORMED);
    }

    private static void assertRefused(ThrowingCallable call, RefusalCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
