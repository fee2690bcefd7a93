package io.snodo.ops.attack.seen;

import io.snodo.ops.attack.interfaces.Door;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at what an attempt got, and puts down what it should not have got. */
public final class Judge {
    private final Canaries canaries;
    private final Tally tally;

    public Judge(Canaries canaries, Tally tally) {
        this.canaries = canaries;
        this.tally = tally;
    }

    public Tally tally() {
        return tally;
    }

    public Canaries canaries() {
        return canaries;
    }

    /** Whose attempt it was; {@code metadata} says whether it may be shown identifiers. */
    public record Attempt(Door door, Role role, String words, boolean metadata) {
        Leak leak(Leak.Kind kind, String what) {
            return new Leak(door, role, kind, words, what);
        }
    }

    /** No canary in it, nor an identifier that the caller did not have already. */
    public void content(Attempt attempt, Answer answer, Collection<String> sent) {
        Set<String> found = attempt.metadata() ? canaries.contentIn(answer) : canaries.in(answer, sent);
        if (!found.isEmpty()) {
            tally.leak(attempt.leak(Leak.Kind.CONTENT, "in the answer: " + String.join(", ", found)));
        }
    }

    /** Answered as what does not exist; both are masked. */
    public void existence(Attempt attempt, String another, String absent) {
        if (!another.equals(absent)) {
            tally.leak(
                    attempt.leak(Leak.Kind.EXISTENCE, "another's | not there: " + Masked.difference(another, absent)));
        }
    }

    /** What the owner sees is what it saw before. */
    public void effect(Attempt attempt, @Nullable String before, @Nullable String after) {
        if (before != null && !before.equals(after)) {
            tally.leak(attempt.leak(
                    Leak.Kind.EFFECT, "before | after: " + Masked.difference(before, after == null ? "" : after)));
        }
    }

    /** Something opened that had to stay shut. */
    public void access(Attempt attempt, String what) {
        tally.leak(attempt.leak(Leak.Kind.ACCESS, what));
    }

    /** Told apart by the time it takes. */
    public void timing(Attempt attempt, Timings.Verdict verdict) {
        tally.note(attempt.door() + ", " + attempt.words() + ": " + verdict);
        if (verdict.apart()) {
            tally.leak(attempt.leak(Leak.Kind.TIMING, verdict.toString()));
        }
    }
}
