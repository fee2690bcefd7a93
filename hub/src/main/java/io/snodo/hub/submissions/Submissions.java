package io.snodo.hub.submissions;

import io.snodo.hub.delivery.Courier;
import io.snodo.hub.delivery.Outcome;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.PassedAnswered;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes messages for senders that do not wait, and says later what became of them. A message is decided before its
 * submission is kept: whoever gets no answer repeats it, and gets the same receipt.
 */
@Component
public class Submissions {
    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);
    private static final int TRIES = 10;
    private static final Duration PAUSE = Duration.ofSeconds(3);
    /** Nothing of it is kept: that alone is why it is refused. */
    private static final Set<RefusalCode> NO_ROOM = EnumSet.of(RefusalCode.HUB_BUSY, RefusalCode.RATE_LIMITED);

    private final Exchange exchange;
    private final Courier courier;
    private final KeptSubmissions kept;
    private final OutcomePush push;
    private final SubmissionSettings settings;

    Submissions(
            Exchange exchange, Courier courier, KeptSubmissions kept, OutcomePush push, SubmissionSettings settings) {
        this.exchange = exchange;
        this.courier = courier;
        this.kept = kept;
        this.push = push;
        this.settings = settings;
    }

    /**
     * What the sender asks for beside the decision.
     *
     * @param replyTo where it wants to be told; it asks itself where this is absent
     * @param audit its own word on who acts and where, kept as it came
     */
    public record Wish(@Nullable URI replyTo, @Nullable String audit) {}

    /** What a door answers. */
    public sealed interface Taken {
        record Kept(UUID id) implements Taken {}

        /** Nothing is kept: the sender comes again, or has asked for what may not be. */
        record Refused(Refusal refusal) implements Taken {}
    }

    /** Hands the message to the exchange; waits for its decision a moment and no longer. */
    public Taken submit(Incoming incoming, Wish wish) {
        if (wish.replyTo() != null && !courier.mayCall(incoming.caller(), wish.replyTo())) {
            return new Taken.Refused(Refusal.of(RefusalCode.REPLY_TO_FOREIGN));
        }
        CompletableFuture<Decision> deciding = exchange.submit(incoming);
        Decision decision = within(deciding);
        if (decision instanceof Decision.Refused(var _, Refusal refusal) && NO_ROOM.contains(refusal.code())) {
            return new Taken.Refused(refusal);
        }
        UUID id = UUID.randomUUID();
        if (decision instanceof Decision.Passed(UUID message, var _)) {
            kept.passed(incoming.caller(), id, wish, message);
            return new Taken.Kept(id);
        }
        kept.add(incoming.caller(), id, wish, decision == null ? null : outcome(id, decision));
        if (decision == null) {
            deciding.thenAcceptAsync(late -> decided(incoming.caller(), id, late), Thread::startVirtualThread);
        } else {
            push.ring(incoming.caller());
        }
        return new Taken.Kept(id);
    }

    /** Another hub has answered what was passed on to it. */
    @EventListener
    void answered(PassedAnswered answered) {
        MemberCode member = answered.sender();
        for (UUID id : kept.passed(member, answered.message())) {
            kept.decided(member, id, outcome(id, answered.decision()));
        }
        push.ring(member);
    }

    /** One of {@code member}'s own; of another's nothing is said, not even whether there is one. */
    public Optional<Submission> find(MemberCode member, UUID id) {
        return kept.find(member, id);
    }

    private @Nullable Decision within(CompletableFuture<Decision> deciding) {
        try {
            return deciding.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the exchange answers every message", e);
        }
    }

    /** On a thread of its own. What cannot be kept in the end is asked for in vain, and said again by its sender (ST-554). */
    private void decided(MemberCode member, UUID id, Decision decision) {
        if (decision instanceof Decision.Passed) {
            return; // its sender says it again, and is answered then (ST-554)
        }
        Outcome outcome = outcome(id, decision);
        for (int tries = 1; tries <= TRIES; tries++) {
            try {
                kept.decided(member, id, outcome);
                push.ring(member);
                return;
            } catch (DataAccessException e) {
                LOG.warn(
                        "outcome not kept tenant={} attempt={} cause={}",
                        member,
                        tries,
                        e.getClass().getSimpleName());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static Outcome outcome(UUID id, Decision decision) {
        return switch (decision) {
            case Decision.Accepted(UUID message, var stamp) -> new Outcome(message, stamp, null);
            case Decision.Noted(UUID message) -> new Outcome(message, null, null);
            case Decision.Passed(UUID message, var _) -> new Outcome(message, null, null);
            case Decision.Refused(UUID message, Refusal refusal) ->
                new Outcome(message, null, refusal.problem(id.toString()));
        };
    }
}
