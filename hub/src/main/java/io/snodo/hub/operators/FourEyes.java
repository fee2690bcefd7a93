package io.snodo.hub.operators;

import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Acts that take two operators: what one asks for waits a day for another to ask for the same. What waits is read from the
 * trail. A hub with one operator says so in its settings, and the trail says it of each act.
 */
@Component
public class FourEyes {
    private static final Duration WAITS = Duration.ofHours(24);

    private final Trail trail;
    private final boolean wanted;
    private final Clock clock;

    FourEyes(Trail trail, @Value("${snodo.operators.four-eyes:true}") boolean wanted, Clock clock) {
        this.trail = trail;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** An act that takes two, and the one by which it is called off or undone. */
    public enum Grave {
        SUSPEND(Act.Kind.SUSPEND, Act.Kind.RESUME),
        EXIT(Act.Kind.EXIT, Act.Kind.STAY);

        private final Act.Kind doing;
        private final Act.Kind undoing;

        Grave(Act.Kind doing, Act.Kind undoing) {
            this.doing = doing;
            this.undoing = undoing;
        }
    }

    /** What one operator has asked for and no other has confirmed. */
    public Optional<Act> asked(Grave act, MemberCode member) {
        return trail.last(member, act.doing, act.undoing)
                .filter(last -> last.result() == Act.Result.ASKED)
                .filter(this::waits);
    }

    private boolean waits(Act asked) {
        return asked.at().plus(WAITS).isAfter(clock.instant());
    }

    /**
     * Asks for it, or does it where another has asked for the same. {@code deed} is given the trace to write within its
     * transaction, and says whether there was anything to do.
     */
    public synchronized Act.Result ask(
            Grave act, String operator, MemberCode member, String reason, Predicate<Runnable> deed) {
        Optional<Act> asked = asked(act, member);
        if (!wanted) {
            return doIt(act, operator, member, reason, Phrase.of(Phrase.Kind.DONE_BY_ONE), deed);
        }
        if (asked.isEmpty()) {
            trail.note(operator, act.doing, member, Phrase.of(Phrase.Kind.WAITS_FOR_ANOTHER), reason, Act.Result.ASKED);
            return Act.Result.ASKED;
        }
        String first = asked.get().operator();
        return first.equals(operator)
                ? nothing(act.doing, operator, member, Phrase.Kind.WAITS_FOR_ANOTHER, reason)
                : doIt(act, operator, member, reason, Phrase.of(Phrase.Kind.DONE_AS_ASKED, first), deed);
    }

    /**
     * Who has asked for {@code plan} to be applied, if that was another than {@code operator}; otherwise it is asked for now,
     * unless it was already.
     */
    synchronized Optional<String> askedBefore(String operator, String plan) {
        Phrase waits = Phrase.of(Phrase.Kind.PLAN_WAITS, plan);
        Optional<Act> asked = trail.last(Act.Kind.APPLY)
                .filter(last -> last.result() == Act.Result.ASKED && waits.equals(last.phrase()))
                .filter(this::waits);
        if (asked.isEmpty()) {
            trail.note(operator, Act.Kind.APPLY, null, waits, null, Act.Result.ASKED);
        }
        return asked.map(Act::operator).filter(first -> !first.equals(operator));
    }

    boolean areWanted() {
        return wanted;
    }

    /** What was asked for is off; false if nothing was. */
    public synchronized boolean callOff(Grave act, String operator, MemberCode member, String reason) {
        boolean waits = asked(act, member).isPresent();
        if (waits) {
            trail.note(operator, act.undoing, member, Phrase.of(Phrase.Kind.CALLED_OFF), reason, Act.Result.DONE);
        }
        return waits;
    }

    private Act.Result doIt(
            Grave act, String operator, MemberCode member, String reason, Phrase said, Predicate<Runnable> deed) {
        boolean done = deed.test(() -> trail.note(operator, act.doing, member, said, reason, Act.Result.DONE));
        return done ? Act.Result.DONE : nothing(act.doing, operator, member, Phrase.Kind.NO_SUCH_MEMBER, reason);
    }

    Act.Result nothing(Act.Kind kind, String operator, MemberCode member, Phrase.Kind said, String reason) {
        trail.note(operator, kind, member, Phrase.of(said), reason, Act.Result.NOTHING_TO_DO);
        return Act.Result.NOTHING_TO_DO;
    }
}
