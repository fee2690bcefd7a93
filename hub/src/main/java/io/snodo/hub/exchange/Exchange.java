package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The heart: takes sealed messages from the doors, decides on them in group commits, and answers each. Many threads
 * verify, one decides and commits, the members by turns and each one's in the order of submission: so what one member
 * sends by one door is decided in that order, and nobody waits for more than a turn of each of the others (ST-723).
 */
@Component
public class Exchange implements SmartLifecycle {
    /** Before the doors open, and until they have shut. */
    private static final int PHASE = 0;

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Refusal BUSY = Refusal.later(RefusalCode.HUB_BUSY, Duration.ofSeconds(2));
    private static final Refusal TOO_MUCH = Refusal.later(RefusalCode.RATE_LIMITED, Duration.ofSeconds(2));

    private final Reception reception;
    private final Committer committer;
    private final Measures measures;
    private final int batchSize;
    private final Semaphore intake;
    private final int ofOne;
    private final Queue queue = new Queue();
    private final ExecutorService verifiers;
    private volatile @Nullable Thread committing;
    private volatile boolean closed;

    Exchange(Reception reception, Committer committer, Measures measures, ExchangeSettings settings) {
        this.reception = reception;
        this.committer = committer;
        this.measures = measures;
        this.batchSize = settings.batch();
        this.intake = new Semaphore(settings.intake());
        this.ofOne = settings.ofOne();
        this.verifiers = Executors.newFixedThreadPool(
                settings.verifierThreads(),
                Thread.ofPlatform().daemon().name("exchange-verify-", 0).factory());
    }

    /**
     * Verifies, decides and commits; the future completes after the commit, always and within a bounded time, on the
     * committing thread: what hangs on it must not block. A full intake is answered at once with {@code hub_busy}.
     */
    public CompletableFuture<Decision> submit(Incoming incoming) {
        if (queue.of(incoming.caller()) >= ofOne) {
            measures.refused(TOO_MUCH);
            measures.refusedOf(incoming.caller());
            return CompletableFuture.completedFuture(new Decision.Refused(null, TOO_MUCH));
        }
        return submit(incoming, new Line());
    }

    /** The same for a message that follows others by one way, whose door sees to it that there are not too many. */
    public CompletableFuture<Decision> submit(Incoming incoming, Line line) {
        CompletableFuture<Decision> decided = enqueue(
                () -> reception.check(incoming), null, new Submission(incoming.caller(), incoming.binding(), line));
        decided.thenAccept(decision -> {
            if (decision instanceof Decision.Refused) {
                measures.refusedOf(incoming.caller());
            }
        });
        return decided;
    }

    /** What another hub has decided on, for one of our members: recorded beside our own evidence, and delivered. */
    public CompletableFuture<Decision> carry(Carriage carriage, Line line) {
        return enqueue(() -> reception.carried(carriage), null, new Submission(carriage.hub(), "hub", line));
    }

    /**
     * The hub's own word (an expiry, an answer to an overflow, a citizen's click): sealed with its key, decided alike.
     * To be called, but not waited for, from within a {@link Deliberation}.
     */
    public CompletableFuture<Decision> say(Message message) {
        return enqueue(
                () -> reception.own(message),
                message.id(),
                new Submission(MemberCode.HUB, Reception.OWN_WORD, new Line()));
    }

    private CompletableFuture<Decision> enqueue(
            Supplier<Checked> check, @Nullable UUID message, Submission submission) {
        if (closed || submission.line().isBroken() || !intake.tryAcquire()) {
            submission.line().breakOff();
            measures.refused(BUSY);
            return CompletableFuture.completedFuture(new Decision.Refused(message, BUSY));
        }
        submission.answer().whenComplete((_, _) -> intake.release());
        // queued first and checked then: the queue is the order, whichever thread is done sooner
        queue.add(submission, () -> submission.checked().complete(checked(check, message)));
        verifiers.execute(queue::checkOne);
        return submission.answer();
    }

    /** A fault of ours in a check must not leave its message without an answer. */
    private static Checked checked(Supplier<Checked> check, @Nullable UUID message) {
        try {
            return check.get();
        } catch (RuntimeException | Error e) {
            LOG.error("check failed message={} refusal=internal_error", message, e);
            return new Checked.Unfit(message, Refusal.of(RefusalCode.INTERNAL_ERROR));
        }
    }

    @Override
    public void start() {
        closed = false;
        queue.begin();
        committing = Thread.ofPlatform().name("exchange-commit").start(this::commitUntilLast);
    }

    private void commitUntilLast() {
        try {
            for (List<Submission> next = queue.take(batchSize); !next.isEmpty(); next = queue.take(batchSize)) {
                commit(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            queue.rest().forEach(left -> left.answer().complete(new Decision.Refused(null, BUSY)));
        }
    }

    /** A fault of ours must not stop the heart, and leaves nobody without an answer. */
    private void commit(List<Submission> next) {
        try {
            committer.commit(next);
        } catch (RuntimeException | Error e) {
            LOG.error("commit broken off messages={} refusal=internal_error", next.size(), e);
            Refusal refusal = Refusal.of(RefusalCode.INTERNAL_ERROR);
            next.forEach(submission -> submission.answer().complete(new Decision.Refused(null, refusal)));
        }
    }

    /** What was taken in is still decided. */
    @Override
    public void stop() {
        closed = true;
        Thread thread = committing;
        committing = null;
        if (thread != null) {
            queue.end();
            try {
                thread.join(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether messages are decided now: for the hub's health. */
    boolean decides() {
        Thread thread = committing;
        return thread != null && thread.isAlive() && !closed;
    }

    @Override
    public boolean isRunning() {
        return committing != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
