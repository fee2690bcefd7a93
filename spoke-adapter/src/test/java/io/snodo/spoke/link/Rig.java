package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.spoke.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A link put together by hand, as a benchmark does it. */
public final class Rig implements AutoCloseable {
    public static final Patience HASTY =
            new Patience(Duration.ofMillis(40), Duration.ofMillis(400), Duration.ofMillis(200), Duration.ofSeconds(1));

    public final Store store;
    public final RegistryCopy registry;
    public final Outbox outbox;
    public final SentMessages sent;
    public final Seen seen;
    public final Link link;
    public final Mailroom mailroom;
    public final Remembering tickets = new Remembering();

    public Rig(Path folder, Notary hub, MemberCode me) {
        this(folder, hub, me, HASTY);
    }

    public Rig(Path folder, Notary hub, MemberCode me, Patience patience) {
        this(Store.open(folder), hub, hub.speaker(me), patience, null);
    }

    /** By a clock that the test moves. */
    Rig(Path folder, Notary hub, MemberCode me, Clock clock) {
        this(Store.open(folder), hub, new Speaker(me, hub.speaker(me).key(), clock), HASTY, null);
    }

    /** Sealing with another key than the notary's, and pinning those of the hub. */
    Rig(Path folder, SealKey seal, MemberCode me, List<VerifyKey> hub, Clock clock) {
        this(Store.open(folder), hub, new Speaker(me, seal, clock), HASTY, null);
    }

    /** {@code addressees} instead of {@link #tickets}, unless null. */
    public Rig(
            Store store,
            Notary hub,
            Speaker speaker,
            Patience patience,
            @Nullable List<? extends Addressee> addressees) {
        this(store, List.of(hub.key()), speaker, patience, addressees);
    }

    private Rig(
            Store store,
            List<VerifyKey> hub,
            Speaker speaker,
            Patience patience,
            @Nullable List<? extends Addressee> addressees) {
        this.store = store;
        Bell bell = new Bell();
        this.registry = new RegistryCopy(store.jdbc());
        this.outbox = new Outbox(store.jdbc(), speaker, patience, bell);
        this.sent = new SentMessages(store);
        this.seen = new Seen(store.jdbc(), bell, new ReceiptSettings(true));
        this.link = new Link(store, registry, speaker.clock(), _ -> {});
        Asides asides = new Asides(link, bell);
        this.mailroom = new Mailroom(
                store,
                speaker,
                hub,
                registry,
                link,
                asides,
                patience,
                bell,
                addressees == null ? List.of(tickets) : List.copyOf(addressees),
                _ -> {});
    }

    void receive(Frame... frames) {
        mailroom.receive(Arrays.stream(frames).map(Notary::bytes).toList());
    }

    /** Applies until there is nothing to apply now. */
    void apply() {
        while (mailroom.applyRound() > 0) {
            // the next batch
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
