package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The heart: takes sealed messages from the doors, decides on them in group commits, and answers each. Many threads
 * verify, one decides and commits, in the order of submission: so messages that one door hands over one after the other
 * are decided in that order.
 */
@Component
public class Exchange implements SmartLifecycle {
    /** Before the doors open, and until they have shut. */
    private static final int PHASE = 0;

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Refusal BUSY = Refusal.later(RefusalCode.HUB_BUSY, Duration.ofSeconds(2));

    /** Ends the committing thread; no message. */
    private static final Submission LAST = new Submission(new Line(), MemberCode.HUB, Reception.OWN_WORD);

    private final Reception reception;
    private final Committer committer;
    private final Measures measures;
    private final int batchSize;
    private final Semaphore intake;
    private final BlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
    private final ExecutorService verifiers;
    private volatile @Nullable Thread committing;
    private volatile boolean closed;

    Exchange(Reception reception, Committer committer, Measures measures, ExchangeSettings settings) {
        this.reception = reception;
        this.committer = committer;
        this.measures = measures;
        this.batchSize = settings.batch();
        this.intake = new Semaphore(settings.intake());
        this.verifiers = Executors.newFixedThreadPool(
                settings.verifierThreads(),
                Thread.ofPlatform().daemon().name("exchange-verify-", 0).factory());
    }

    /**
     * Verifies, decides and commits; the future completes after the commit, always and within a bounded time, on the
     * committing thread: what hangs on it must not block. A full intake is answered at once with {@code hub_busy}.
     */
    public CompletableFuture<Decision> submit(Incoming incoming) {
        return submit(incoming, new Line());
    }

    /** The same for a message that follows others by one way. */
    public CompletableFuture<Decision> submit(Incoming incoming, Line line) {
        CompletableFuture<Decision> decided = enqueue(
                () -> reception.check(incoming), null, new Submission(line, incoming.caller(), incoming.binding()));
        decided.thenAccept(decision -> {
            if (decision instanceof Decision.Refused) {
                measures.refusedOf(incoming.caller());
            }
        });
        return decided;
    }

    /**
     * The hub's own word (an expiry, an answer to an overflow, a citizen's click): sealed with its key, decided alike.
     * To be called, but not waited for, from within a {@link Deliberation}.
     */
    public CompletableFuture<Decision> say(Message message) {
        return enqueue(
                () -> reception.own(message),
                message.id(),
                new Submission(new Line(), MemberCode.HUB, Reception.OWN_WORD));
    }

    private CompletableFuture<Decision> enqueue(
            Supplier<Checked> check, @Nullable UUID message, Submission submission) {
        Line line = submission.line();
        if (closed || line.isBroken() || !intake.tryAcquire()) {
            line.breakOff();
            measures.refused(BUSY);
            return CompletableFuture.completedFuture(new Decision.Refused(message, BUSY));
        }
        submission.answer().whenComplete((_, _) -> intake.release());
        // queued first and checked then: the queue is the order, whichever thread is done sooner
        queue.add(submission);
        verifiers.execute(() -> submission.checked().complete(checked(check, message)));
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
        committing = Thread.ofPlatform().name("exchange-commit").start(this::commitUntilLast);
    }

    private void commitUntilLast() {
        try {
            for (List<Submission> next = next(); !next.contains(LAST); next = next()) {
                commit(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            queue.forEach(left -> left.answer().complete(new Decision.Refused(null, BUSY)));
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

    /** What waits, as much as fits in one commit; waits for the first. {@link #LAST} comes alone, and after all else. */
    private List<Submission> next() throws InterruptedException {
        List<Submission> next = new ArrayList<>();
        next.add(queue.take());
        queue.drainTo(next, batchSize - 1);
        if (next.size() > 1 && next.remove(LAST)) {
            queue.add(LAST);
        }
        return next;
    }

    /** What was taken in is still decided. */
    @Override
    public void stop() {
        closed = true;
        Thread thread = committing;
        committing = null;
        if (thread != null) {
            queue.add(LAST);
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
