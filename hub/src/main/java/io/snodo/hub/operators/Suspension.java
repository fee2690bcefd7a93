package io.snodo.hub.operators;

import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.tenancy.DatabaseMove;
import io.snodo.messages.MemberCode;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets a member in no more for the time being, and in again. To suspend takes {@link FourEyes}; to resume takes one. */
@Component
public class Suspension {
    private final Registrar registrar;
    private final Members members;
    private final Trail trail;
    private final FourEyes fourEyes;
    private final DatabaseMove move;

    Suspension(Registrar registrar, Members members, Trail trail, FourEyes fourEyes, DatabaseMove move) {
        this.move = move;
        this.registrar = registrar;
        this.members = members;
        this.trail = trail;
        this.fourEyes = fourEyes;
    }

    /** What one operator has asked for and no other has confirmed. */
    public Optional<Act> asked(MemberCode member) {
        return fourEyes.asked(FourEyes.Grave.SUSPEND, member);
    }

    /** The same as the other, for who may; an auditor and an administrator may not, and the trail says that they tried. */
    public Act.Result suspend(Office by, MemberCode member, String reason) {
        return by.runsTheHub()
                ? suspend(by.name(), member, reason)
                : trail.refused(by, Act.Kind.SUSPEND, member, reason);
    }

    public Act.Result resume(Office by, MemberCode member, String reason) {
        return by.runsTheHub() ? resume(by.name(), member, reason) : trail.refused(by, Act.Kind.RESUME, member, reason);
    }

    /** Asks for it, or confirms what another has asked for. */
    public Act.Result suspend(String operator, MemberCode member, String reason) {
        return members.isSuspended(member)
                ? fourEyes.nothing(Act.Kind.SUSPEND, operator, member, Phrase.Kind.ALREADY_SO, reason)
                : fourEyes.ask(
                        FourEyes.Grave.SUSPEND,
                        operator,
                        member,
                        reason,
                        trace -> registrar.suspend(member, operator, reason, trace));
    }

    /** Also what was only asked for is off then. */
    public Act.Result resume(String operator, MemberCode member, String reason) {
        if (move.isMoving(member)) { // there is nowhere for it to write
            trail.note(
                    operator, Act.Kind.RESUME, member, Phrase.of(Phrase.Kind.BEING_MOVED), reason, Act.Result.REFUSED);
            return Act.Result.REFUSED;
        }
        boolean done = registrar.resume(
                member,
                operator,
                reason,
                () -> trail.note(
                        operator, Act.Kind.RESUME, member, Phrase.of(Phrase.Kind.RESUMED), reason, Act.Result.DONE));
        return done || fourEyes.callOff(FourEyes.Grave.SUSPEND, operator, member, reason)
                ? Act.Result.DONE
                : fourEyes.nothing(Act.Kind.RESUME, operator, member, Phrase.Kind.NOT_SO, reason);
    }
}
