package io.snodo.hub.operators;

import io.snodo.hub.identity.Office;
import io.snodo.hub.leaving.Export;
import io.snodo.hub.leaving.Exports;
import io.snodo.hub.leaving.Leaving;
import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A member is let go, which takes {@link FourEyes}; one may call it off, or have its own deleted once all is ready. */
@Component
public class Exit {
    private final Leaving leaving;
    private final Exports exports;
    private final Trail trail;
    private final FourEyes fourEyes;

    Exit(Leaving leaving, Exports exports, Trail trail, FourEyes fourEyes) {
        this.leaving = leaving;
        this.exports = exports;
        this.trail = trail;
        this.fourEyes = fourEyes;
    }

    /** What one operator has asked for and no other has confirmed. */
    public Optional<Act> asked(MemberCode member) {
        return fourEyes.asked(FourEyes.Grave.EXIT, member);
    }

    /** The same as the other, for who may; an auditor and an administrator may not, and the trail says that they tried. */
    public Act.Result exit(Office by, MemberCode member, String reason) {
        return by.runsTheHub() ? exit(by.name(), member, reason) : trail.refused(by, Act.Kind.EXIT, member, reason);
    }

    public Act.Result stay(Office by, MemberCode member, String reason) {
        return by.runsTheHub() ? stay(by.name(), member, reason) : trail.refused(by, Act.Kind.STAY, member, reason);
    }

    /** Asks for it, or confirms what another has asked for. */
    public Act.Result exit(String operator, MemberCode member, String reason) {
        return isUnderWay(member)
                ? fourEyes.nothing(Act.Kind.EXIT, operator, member, Phrase.Kind.ALREADY_SO, reason)
                : fourEyes.ask(
                        FourEyes.Grave.EXIT,
                        operator,
                        member,
                        reason,
                        trace -> leaving.begin(member, operator, reason, trace));
    }

    /** Also what was only asked for is off then. */
    public Act.Result stay(String operator, MemberCode member, String reason) {
        boolean done = leaving.callOff(
                member,
                operator,
                reason,
                () -> trail.note(
                        operator, Act.Kind.STAY, member, Phrase.of(Phrase.Kind.STAYS), reason, Act.Result.DONE));
        return done || fourEyes.callOff(FourEyes.Grave.EXIT, operator, member, reason)
                ? Act.Result.DONE
                : fourEyes.nothing(Act.Kind.STAY, operator, member, Phrase.Kind.NOT_SO, reason);
    }

    /** For good. Refused while something hinders it, which {@link Leaving.Sight} names. */
    public synchronized Act.Result erase(String operator, MemberCode member, String reason) {
        if (!isUnderWay(member)) {
            return fourEyes.nothing(Act.Kind.ERASE, operator, member, Phrase.Kind.NOT_SO, reason);
        }
        List<Leaving.Hindrance> hinders = leaving.erase(
                member,
                operator,
                reason,
                () -> trail.note(
                        operator, Act.Kind.ERASE, member, Phrase.of(Phrase.Kind.NO_WAY_BACK), reason, Act.Result.DONE));
        if (hinders.isEmpty()) {
            return Act.Result.DONE;
        }
        String what = hinders.stream().map(Leaving.Hindrance::name).collect(Collectors.joining(", "));
        Phrase said = Phrase.of(Phrase.Kind.HINDERED, what);
        trail.note(operator, Act.Kind.ERASE, member, said, reason, Act.Result.REFUSED);
        return Act.Result.REFUSED;
    }

    /** Everything that is the member's own as one file, whether it leaves or not. */
    public Export export(String operator, MemberCode member) {
        Phrase said = Phrase.of(Phrase.Kind.ASKED_FOR);
        trail.note(operator, Act.Kind.EXPORT, member, said, null, Act.Result.DONE);
        return leaving.exportAgain(member, operator).orElseGet(() -> exports.ask(member, operator));
    }

    private boolean isUnderWay(MemberCode member) {
        return leaving.of(member)
                .filter(sight -> sight.stage() == Leaving.Stage.LEAVING)
                .isPresent();
    }
}
