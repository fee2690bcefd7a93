package io.snodo.hub.members;

import io.snodo.hub.embedded.MemberAddresses;
import io.snodo.hub.members.store.StoredRegistry;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks, twice a second and on a thread of its own, whether the database has another registry than this node goes by. */
@Component
class RosterWatch {
    /** After this every node has looked, unless its database is away; then it decides nothing either. */
    static final Duration LOOKED = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(RosterWatch.class);
    private static final Duration EVERY = LOOKED.dividedBy(2);

    private final RegistryKeeper keeper;
    private final Members members;
    private final KeyHistory history;
    private final VerifyKey hubKey;
    private final MemberAddresses addresses;
    private final ApplicationEventPublisher events;
    private final Set<MemberCode> unwelcome = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("roster").factory());

    RosterWatch(
            RegistryKeeper keeper,
            Members members,
            KeyHistory history,
            SealKey hubSeal,
            MemberAddresses addresses,
            ApplicationEventPublisher events) {
        this.keeper = keeper;
        this.members = members;
        this.history = history;
        this.hubKey = hubSeal.verifyKey();
        this.addresses = addresses;
        this.events = events;
    }

    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    void begin() {
        thread.scheduleWithFixedDelay(this::tryToLook, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        thread.shutdownNow();
    }

    private void tryToLook() {
        try {
            look();
        } catch (RuntimeException e) { // the database is away, or a fault of ours: neither may end the thread
            LOG.warn("registry could not be looked at, looking again cause={}", e.toString());
        }
    }

    /** Now; this node goes by what the database has when this returns. */
    synchronized void look() {
        expel();
        keeper.hearMembers();
        StoredRegistry.Progress progress = keeper.progress();
        if (!progress.isAt(members.registry().version(), members.now().certificatesVersion())) {
            change(Snapshot.of(keeper.census(), hubKey, history.all(), members.now()));
        }
        if (progress.isUntold()) {
            events.publishEvent(new RegistryUntold(progress.version()));
        }
    }

    /** Whose connections could not be ended has them ended at the next look. */
    private void expel() {
        for (MemberCode member : Set.copyOf(unwelcome)) {
            try {
                addresses.expel(member);
                unwelcome.remove(member);
            } catch (RuntimeException e) {
                LOG.warn("connections could not be ended, trying again tenant={} cause={}", member, e.toString());
            }
        }
    }

    /** Who joins has an address before it is let in, and who has left or is suspended is not let in before its connections end. */
    private void change(Snapshot next) {
        RosterChanged changed = members.now().changed(next);
        Set<MemberCode> exposed = members.now().exposed(next);
        addresses.declare(changed.joined());
        members.become(next);
        unwelcome.addAll(changed.left());
        unwelcome.addAll(changed.suspended());
        unwelcome.addAll(exposed); // who has another certificate comes back with it
        expel();
        LOG.info(
                "registry changed version={} joined={} left={} rebound={} suspended={} resumed={}",
                changed.version(),
                changed.joined().size(),
                changed.left().size(),
                changed.rebound().size(),
                changed.suspended().size(),
                changed.resumed().size());
        events.publishEvent(changed);
    }
}
