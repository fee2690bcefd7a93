package io.snodo.spoke.link;

import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.link.Inbox.Pending;
import io.snodo.spoke.store.Store;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the inbox to the addressees, each lane in its order. Many messages share a transaction; if it fails, each is
 * tried alone, so that a poisonous one stops nobody but its own lane, and that only for some tries.
 */
final class Applying {
    private static final Logger LOG = LoggerFactory.getLogger(Applying.class);
    private static final int BATCH = 100;
    /** After these an exception, or a key that stays in doubt, is an answer. */
    private static final int TRIES = 6;

    private final Store store;
    private final Inbox inbox;
    private final SenderSeal seals;
    private final Addressees addressees;
    private final Greeting greeting;
    private final Patience patience;
    private final Clock clock;

    Applying(
            Store store,
            Inbox inbox,
            SenderSeal seals,
            Addressees addressees,
            Greeting greeting,
            Patience patience,
            Clock clock) {
        this.store = store;
        this.inbox = inbox;
        this.seals = seals;
        this.addressees = addressees;
        this.greeting = greeting;
        this.patience = patience;
        this.clock = clock;
    }

    /** Applies what may be applied now; how many that were. */
    int round() {
        List<Pending> pending = inbox.pending(clock.millis(), BATCH).stream()
                .sorted(Comparator.comparing(Pending::lane)
                        .thenComparingLong(Pending::sequence)
                        .thenComparingLong(Pending::position))
                .toList();
        if (!pending.isEmpty()) {
            try {
                store.transaction().executeWithoutResult(_ -> applyAll(pending));
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e; // not the messages' fault
                }
                LOG.warn(
                        "{} messages could not be applied together, trying one by one: {}",
                        pending.size(),
                        e.toString());
                oneByOne(pending);
            }
        }
        return pending.size();
    }

    private void applyAll(List<Pending> pending) {
        Set<String> stopped = new HashSet<>();
        for (Pending next : pending) {
            if (!stopped.contains(next.lane()) && !apply(next)) {
                stopped.add(next.lane());
            }
        }
    }

    private void oneByOne(List<Pending> pending) {
        Set<String> stopped = new HashSet<>();
        for (Pending next : pending) {
            if (!stopped.contains(next.lane()) && !alone(next)) {
                stopped.add(next.lane());
            }
        }
    }

    private boolean alone(Pending next) {
        try {
            return Boolean.TRUE.equals(store.transaction().execute(_ -> apply(next)));
        } catch (RuntimeException e) {
            LOG.error(
                    "cannot apply ticket={} message={} attempt={}",
                    next.record().ticket(),
                    next.record().message(),
                    next.attempts() + 1,
                    e);
            return Boolean.TRUE.equals(store.transaction()
                    .execute(_ -> again(next, e.getClass().getSimpleName(), RefusalCode.INTERNAL_ERROR)));
        }
    }

    /** False if the lane has to wait. */
    private boolean apply(Pending next) {
        return switch (seals.takeOut(next.jws(), next.record())) {
            case SenderSeal.Opened.KeyInDoubt(var inTheEnd) -> {
                greeting.sayAgain();
                yield again(next, RegistryAddressee.KEY_IN_DOUBT, inTheEnd);
            }
            case SenderSeal.Opened.Bad(var refusal) -> rejected(next, refusal.code(), refusal.detail());
            case SenderSeal.Opened.Droppable _ -> applied(next);
            case SenderSeal.Opened.Good(var message) ->
                switch (addressees.deliver(message, next.record())) {
                    case Answer.Taken _ -> applied(next);
                    case Answer.Rejected(RefusalCode code) -> rejected(next, code, null);
                    case Answer.Later(String cause) -> later(next, cause);
                };
        };
    }

    private boolean applied(Pending next) {
        inbox.applied(next, clock.millis());
        return true;
    }

    private boolean rejected(Pending next, RefusalCode code, @Nullable String cause) {
        inbox.rejected(next, code, cause, clock.millis());
        return true;
    }

    private boolean later(Pending next, String cause) {
        inbox.later(
                next,
                cause,
                clock.millis() + patience.beforeTry(next.attempts() + 1).toMillis());
        return false;
    }

    private boolean again(Pending next, String cause, RefusalCode inTheEnd) {
        return next.attempts() + 1 >= TRIES ? rejected(next, inTheEnd, cause) : later(next, cause);
    }
}
