package io.snodo.hub.operators;

import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets a member in no more for the time being, and in again. To suspend takes two operators, unless the hub's settings say
 * that one is enough; to resume takes one.
 */
@Component
public class Suspension {
    /** For how long what one has asked for waits for another. */
    private static final Duration WAITS = Duration.ofHours(24);

    private final Registrar registrar;
    private final Members members;
    private final Trail trail;
    private final boolean fourEyes;
    private final Clock clock;

    Suspension(
            Registrar registrar,
            Members members,
            Trail trail,
            @Value("${snodo.operators.four-eyes:true}") boolean fourEyes,
            Clock clock) {
        this.registrar = registrar;
        this.members = members;
        this.trail = trail;
        this.fourEyes = fourEyes;
        this.clock = clock;
    }

    /** What one operator has asked for and no other has confirmed. */
    public Optional<Act> asked(MemberCode member) {
        return trail.lastOfSuspension(member)
                .filter(act ->
                        act.result() == Act.Result.ASKED && act.at().plus(WAITS).isAfter(clock.instant()));
    }

    /** Asks for it, or confirms what another has asked for. */
    public synchronized Act.Result suspend(String operator, MemberCode member, String reason) {
        Optional<Act> asked = asked(member);
        if (members.isSuspended(member)) {
            return nothing(operator, Act.Kind.SUSPEND, member, "it is suspended already", reason);
        }
        if (!fourEyes) {
            return suspend(operator, member, reason, "suspended by one operator, as snodo.operators.four-eyes allows");
        }
        if (asked.isEmpty()) {
            trail.note(operator, Act.Kind.SUSPEND, member, "waits for a second operator", reason, Act.Result.ASKED);
            return Act.Result.ASKED;
        }
        String first = asked.get().operator();
        return first.equals(operator)
                ? nothing(operator, Act.Kind.SUSPEND, member, "waits for a second operator", reason)
                : suspend(operator, member, reason, "suspended, as " + first + " had asked");
    }

    private Act.Result suspend(String operator, MemberCode member, String reason, String what) {
        boolean done = registrar.suspend(
                member,
                operator,
                reason,
                () -> trail.note(operator, Act.Kind.SUSPEND, member, what, reason, Act.Result.DONE));
        return done
                ? Act.Result.DONE
                : nothing(operator, Act.Kind.SUSPEND, member, "it is suspended already, or no member", reason);
    }

    /** Also what was only asked for is off then. */
    public synchronized Act.Result resume(String operator, MemberCode member, String reason) {
        boolean wasAsked = asked(member).isPresent();
        boolean done = registrar.resume(
                member,
                operator,
                reason,
                () -> trail.note(operator, Act.Kind.RESUME, member, "resumed", reason, Act.Result.DONE));
        if (!done && wasAsked) {
            trail.note(operator, Act.Kind.RESUME, member, "what was asked for is off", reason, Act.Result.DONE);
        }
        return done || wasAsked
                ? Act.Result.DONE
                : nothing(operator, Act.Kind.RESUME, member, "it is not suspended", reason);
    }

    private Act.Result nothing(String operator, Act.Kind kind, MemberCode member, String what, String reason) {
        trail.note(operator, kind, member, what, reason, Act.Result.NOTHING_TO_DO);
        return Act.Result.NOTHING_TO_DO;
    }
}
