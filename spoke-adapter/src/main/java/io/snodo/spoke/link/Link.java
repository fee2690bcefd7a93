package io.snodo.spoke.link;

import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** Whether the hub can be reached, since when, and what waits for it. */
public class Link {
    private record Connection(
            boolean up, Instant since, @Nullable String why) {}

    private final Store store;
    private final RegistryCopy registry;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private volatile Connection connection;
    private volatile @Nullable RefusalCode lastRefusal;

    public Link(Store store, RegistryCopy registry, Clock clock, ApplicationEventPublisher events) {
        this.store = store;
        this.registry = registry;
        this.clock = clock;
        this.events = events;
        this.connection = new Connection(false, clock.instant(), "not connected yet");
    }

    public LinkState state() {
        return Objects.requireNonNull(store.reading().execute(_ -> read()));
    }

    private LinkState read() {
        Connection now = connection;
        return new LinkState(
                now.up(),
                now.since(),
                now.why(),
                count("outbox where state in ('waiting', 'sent')"),
                count("outbox where next_alarm is not null and alarms > 0"),
                count("inbox where state in ('received', 'waiting')"),
                count("inbox where state = 'rejected'") + count("unverified"),
                registry.current().version(),
                lastRefusal);
    }

    /** Whether the line is up, without asking the store. */
    public boolean isConnected() {
        return connection.up();
    }

    /** When it was connected, or since when it is not. */
    public Instant since() {
        return connection.since();
    }

    /** A binding reports that it is connected. */
    public void up() {
        connection = new Connection(true, clock.instant(), null);
        lastRefusal = null;
        events.publishEvent(new LinkChanged());
    }

    /** A binding reports that it is not, from the thread that said {@link #up}; {@code since} stays that of the first report. */
    public void down(String why) {
        Connection was = connection;
        connection = new Connection(false, was.up() ? clock.instant() : was.since(), why);
        events.publishEvent(new LinkChanged());
    }

    void refusedAside(RefusalCode code) {
        lastRefusal = code;
    }

    private int count(String what) {
        return store.jdbc()
                .sql("select count(*) from " + what)
                .query(Integer.class)
                .single();
    }
}
