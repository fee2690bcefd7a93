package io.snodo.ops.story.steps;

import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Logins;
import io.snodo.ops.demo.Pause;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Observe;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks at Brescia's desk several times a second and counts how often help comes and goes. */
final class HelpWatch implements AutoCloseable {
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicInteger stops = new AtomicInteger();
    private final Desk desk;
    private final Thread watcher;
    private volatile boolean watching = true;

    HelpWatch(Stage stage) {
        desk = Desk.logIn(
                DemoMember.BRESCIA, stage.network().spoke(DemoMember.BRESCIA).address(), Logins.OPERATOR);
        watcher = Thread.ofVirtual().name("watches-for-help").start(this::watch);
    }

    private void watch() {
        boolean before = false;
        while (watching) {
            boolean now = desk.isHelpOnOffer();
            if (now != before) {
                (now ? starts : stops).incrementAndGet();
            }
            before = now;
            Pause.of(Duration.ofMillis(200));
        }
    }

    int starts() {
        return starts.get();
    }

    int stops() {
        return stops.get();
    }

    void expect(int started, int stopped, String when) {
        Observe.that(
                starts() == started && stops() == stopped,
                "help has started " + started + " times and stopped " + stopped + " times " + when + "; it has started "
                        + starts() + " and stopped " + stops() + " times");
    }

    @Override
    public void close() {
        watching = false;
        try {
            watcher.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
