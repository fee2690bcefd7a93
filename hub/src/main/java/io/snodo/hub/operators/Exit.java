package io.snodo.hub.operators;

import io.snodo.hub.leaving.Export;
import io.snodo.hub.leaving.Exports;
import io.snodo.hub.leaving.Leaving;
import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A member is let go: two operators begin it, unless the hub's settings say that one is enough; one may call it off, or have its
 * own deleted once all is ready.
 */
@Component
public class Exit {
    /** For how long what one has asked for waits for another. */
    private static final Duration WAITS = Duration.ofHours(24);

    private final Leaving leaving;
    private final Exports exports;
    private final Trail trail;
    private final boolean fourEyes;
    private final Clock clock;

    Exit(
            Leaving leaving,
            Exports exports,
            Trail trail,
            @Value("${snodo.operators.four-eyes:true}") boolean fourEyes,
            Clock clock) {
        this.leaving = leaving;
        this.exports = exports;
        this.trail = trail;
        this.fourEyes = fourEyes;
        this.clock = clock;
    }

    /** What one operator has asked for and no other has confirmed. */
    public Optional<Act> asked(MemberCode member) {
        return trail.last(member, Act.Kind.EXIT, Act.Kind.STAY)
                .filter(act ->
                        act.result() == Act.Result.ASKED && act.at().plus(WAITS).isAfter(clock.instant()));
    }

    /** Asks for it, or confirms what another has asked for. */
    public synchronized Act.Result exit(String operator, MemberCode member, String reason) {
        Optional<Act> asked = asked(member);
        if (isUnderWay(member)) {
            return nothing(operator, Act.Kind.EXIT, member, "it is leaving already", reason);
        }
        if (fourEyes && asked.isEmpty()) {
            trail.note(operator, Act.Kind.EXIT, member, "waits for a second operator", reason, Act.Result.ASKED);
            return Act.Result.ASKED;
        }
        if (fourEyes && asked.get().operator().equals(operator)) {
            return nothing(operator, Act.Kind.EXIT, member, "waits for a second operator", reason);
        }
        String what = fourEyes
                ? "leaves, as " + asked.get().operator() + " had asked"
                : "leaves, by one operator, as snodo.operators.four-eyes allows";
        boolean begun = leaving.begin(
                member,
                operator,
                reason,
                () -> trail.note(operator, Act.Kind.EXIT, member, what, reason, Act.Result.DONE));
        return begun ? Act.Result.DONE : nothing(operator, Act.Kind.EXIT, member, "it cannot leave from here", reason);
    }

    /** Also what was only asked for is off then. */
    public synchronized Act.Result stay(String operator, MemberCode member, String reason) {
        boolean wasAsked = asked(member).isPresent();
        boolean done = leaving.callOff(
                member,
                operator,
                reason,
                () -> trail.note(operator, Act.Kind.STAY, member, "stays", reason, Act.Result.DONE));
        if (!done && wasAsked) {
            trail.note(operator, Act.Kind.STAY, member, "what was asked for is off", reason, Act.Result.DONE);
        }
        return done || wasAsked
                ? Act.Result.DONE
                : nothing(operator, Act.Kind.STAY, member, "it is not leaving, or there is no way back", reason);
    }

    /** For good. Refused while something hinders it, which {@link Leaving.Sight} names. */
    public synchronized Act.Result erase(String operator, MemberCode member, String reason) {
        if (!isUnderWay(member)) {
            return nothing(operator, Act.Kind.ERASE, member, "it is not leaving, or it is done", reason);
        }
        List<Leaving.Hindrance> hinders = leaving.erase(
                member,
                operator,
                reason,
                () -> trail.note(operator, Act.Kind.ERASE, member, "no way back", reason, Act.Result.DONE));
        if (hinders.isEmpty()) {
            return Act.Result.DONE;
        }
        String what = hinders.stream().map(Leaving.Hindrance::name).collect(Collectors.joining(", "));
        trail.note(operator, Act.Kind.ERASE, member, "hindered: " + what, reason, Act.Result.REFUSED);
        return Act.Result.REFUSED;
    }

    /** Everything that is the member's own as one file, whether it leaves or not. */
    public Export export(String operator, MemberCode member) {
        trail.note(operator, Act.Kind.EXPORT, member, "asked for", null, Act.Result.DONE);
        return leaving.exportAgain(member, operator).orElseGet(() -> exports.ask(member, operator));
    }

    private boolean isUnderWay(MemberCode member) {
        return leaving.of(member)
                .filter(sight -> sight.stage() == Leaving.Stage.LEAVING)
                .isPresent();
    }

    private Act.Result nothing(String operator, Act.Kind kind, MemberCode member, String what, String reason) {
        trail.note(operator, kind, member, what, reason, Act.Result.NOTHING_TO_DO);
        return Act.Result.NOTHING_TO_DO;
    }
}
