package io.snodo.spoke.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Changed.Topic;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class LiveEventsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private volatile Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final LiveEvents live = new LiveEvents(clock);
    private final Stuck stuck = new Stuck();

    @AfterEach
    void letGo() {
        stuck.reads.countDown();
        live.end();
    }

    @Test
    void aBrowserThatStopsReadingHoldsUpNeitherWhoCommitsNorTheOtherPages() throws Exception {
        live.listen(stuck);
        assertThat(stuck.writing.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Reading reading = new Reading();
        live.listen(reading);

        assertTimeoutPreemptively(LONG, () -> {
            for (int i = 0; i < 10_000; i++) {
                live.changed(new Changed(Topic.TICKETS));
                live.linkChanged();
            }
        });

        assertThat(reading.hears("tickets")).isTrue();
        assertThat(reading.hears("link")).isTrue();
        assertThat(live.open()).isEqualTo(2);
    }

    @Test
    void aBrowserThatReadsNothingForLongIsDroppedAndTheOthersStay() throws Exception {
        live.listen(stuck);
        assertThat(stuck.writing.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Reading reading = new Reading();
        live.listen(reading);
        assertThat(reading.hears("here")).isTrue();

        now = now.plus(LiveEvents.PATIENCE).minusSeconds(1);
        live.dropStuck();
        assertThat(live.open()).isEqualTo(2);
        live.changed(new Changed(Topic.TICKETS));
        assertThat(reading.hears("tickets")).isTrue(); // a moment ago, however slow its thread is
        now = now.plusSeconds(2);
        live.dropStuck();

        assertThat(live.open()).isEqualTo(1);
        live.changed(new Changed(Topic.CONTACTS));
        assertThat(reading.hears("contacts")).isTrue();
    }

    @Test
    void stoppingDoesNotWaitForABrowserThatDoesNotRead() throws Exception {
        live.listen(stuck);
        assertThat(stuck.writing.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertTimeoutPreemptively(LONG, live::end);

        assertThat(live.open()).isZero();
    }

    /** Takes the first octet and no more, as a laptop that was closed; an interrupt does not wake it. */
    private static final class Stuck extends SseEmitter {
        final CountDownLatch writing = new CountDownLatch(1);
        final CountDownLatch reads = new CountDownLatch(1);

        @Override
        public void send(SseEventBuilder event) throws IOException {
            writing.countDown();
            boolean waits = true;
            while (waits) {
                try {
                    reads.await();
                    waits = false;
                } catch (InterruptedException _) {
                    // sits on
                }
            }
            throw new IOException("gone");
        }
    }

    private static final class Reading extends SseEmitter {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public void send(SseEventBuilder event) {
            StringBuilder text = new StringBuilder();
            for (DataWithMediaType part : event.build()) {
                text.append(part.getData());
            }
            heard.add(text.toString());
        }

        boolean hears(String word) throws InterruptedException {
            long end = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < end) {
                String next = heard.poll(100, TimeUnit.MILLISECONDS);
                if (next != null && next.contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }
}
