package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import java.util.List;

/** What has been handed in: it is checked by turns, and what has been checked is committed by turns. */
final class Queue {
    private final Turns<Check> unchecked = new Turns<>();
    private final Turns<Submission> uncommitted = new Turns<>();
    private boolean ended;

    private record Check(Submission submission, Runnable check) {}

    /** {@code check} completes {@link Submission#checked}; somebody has to {@link #checkOne} for it. */
    synchronized void add(Submission submission, Runnable check) {
        unchecked.add(submission.caller(), new Check(submission, check));
        uncommitted.add(submission.caller(), submission);
    }

    synchronized int of(MemberCode member) {
        return uncommitted.of(member);
    }

    /** The one whose turn it is; to be called once for each that was added. */
    void checkOne() {
        Check next;
        synchronized (this) {
            next = unchecked.poll();
        }
        if (next != null) {
            next.check().run();
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Waits for the first; empty only when it has {@link #end ended}, and all that had been added was taken. */
    synchronized List<Submission> take(int most) throws InterruptedException {
        List<Submission> ready = ready(most);
        while (ready.isEmpty() && !(ended && uncommitted.isEmpty())) {
            wait();
            ready = ready(most);
        }
        return ready;
    }

    private List<Submission> ready(int most) {
        return uncommitted.take(most, submission -> submission.checked().isDone());
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized void begin() {
        ended = false;
    }

    /** What is left, whether it was checked or not. */
    synchronized List<Submission> rest() {
        return uncommitted.take(Integer.MAX_VALUE, _ -> true);
    }
}
