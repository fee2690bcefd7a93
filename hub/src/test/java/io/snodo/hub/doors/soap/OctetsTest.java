package io.snodo.hub.doors.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OctetsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Clock STANDING = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @Test
    void readsWhatComesInTime() {
        byte[] octets = new byte[50_000];
        octets[49_999] = 1;

        assertThat(Octets.read(new ByteArrayInputStream(octets), 50_000, PATIENCE, STANDING))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(octets));
    }

    @Test
    void readsNoMoreThanItHasToKnowThatItIsTooMuch() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThat(Octets.read(endless, 50_000, PATIENCE, STANDING))
                .hasValueSatisfying(read -> assertThat(read.length).isBetween(50_001, 50_000 + 16 * 1024));
    }

    @Test
    void waitsForNobodyForEver() {
        InputStream dripping = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                bytes[offset] = 'x';
                return 1;
            }
        };
        long[] second = {0};
        Clock ticking = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochSecond(second[0]++);
            }
        };

        assertThat(Octets.read(dripping, 50_000, PATIENCE, ticking)).isEmpty();
        assertThat(second[0]).isLessThan(40);
    }

    @Test
    void knowsThatWhatIsBrokenOffIsNotAll() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };

        assertThat(Octets.read(broken, 50_000, PATIENCE, STANDING)).isEmpty();
    }
}
