package io.snodo.spoke.link;

import io.snodo.messages.Message;
import io.snodo.messages.body.MemberHello;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Presents this spoke to the hub, which answers with the registry if ours is old: on connecting, and when a key is missing. */
final class Greeting {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration FULL = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Asides asides;
    private final RegistryCopy registry;
    private final Clock clock;
    private Instant last = Instant.EPOCH;
    private volatile Instant said = Instant.EPOCH;

    Greeting(Asides asides, RegistryCopy registry, Clock clock) {
        this.asides = asides;
        this.registry = registry;
        this.clock = clock;
    }

    void say() {
        said = clock.instant();
        String version = Greeting.class.getPackage().getImplementationVersion();
        asides.tell(new MemberHello(
                "snodo-spoke/" + (version == null ? "development" : version),
                List.of(Message.VERSION),
                registry.current().version()));
    }

    /** Once a day, and a minute after something of the registry was awaited that has not come (ST-632). */
    void sayWhereDue() {
        Instant now = clock.instant();
        if (said.plus(FULL).isBefore(now)
                && (said.plus(DAY).isBefore(now)
                        || registry.isMissingSomethingSince(now.minus(FULL).toEpochMilli()))) {
            say();
        }
    }

    /** The same, but not again and again while many messages wait for one key. */
    synchronized void sayAgain() {
        Instant now = clock.instant();
        if (last.plus(PAUSE).isBefore(now)) {
            last = now;
            say();
        }
    }
}
