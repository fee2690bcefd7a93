package io.snodo.hub.operators;

import io.snodo.hub.members.Registrar;
import io.snodo.messages.MemberCode;
import org.springframework.stereotype.Component;

/** An operator lets a member in no more for the time being, and in again. */
@Component
public class Suspension {
    private final Registrar registrar;
    private final Trail trail;

    Suspension(Registrar registrar, Trail trail) {
        this.registrar = registrar;
        this.trail = trail;
    }

    public Act.Result suspend(String operator, MemberCode member, String reason) {
        boolean suspended = registrar.suspend(
                member,
                operator,
                reason,
                () -> trail.note(operator, Act.Kind.SUSPEND, member, "suspended", reason, Act.Result.DONE));
        return noted(suspended, operator, Act.Kind.SUSPEND, member, reason);
    }

    public Act.Result resume(String operator, MemberCode member, String reason) {
        boolean resumed = registrar.resume(
                member,
                operator,
                reason,
                () -> trail.note(operator, Act.Kind.RESUME, member, "resumed", reason, Act.Result.DONE));
        return noted(resumed, operator, Act.Kind.RESUME, member, reason);
    }

    private Act.Result noted(boolean done, String operator, Act.Kind kind, MemberCode member, String reason) {
        if (!done) {
            trail.note(operator, kind, member, "it is so already", reason, Act.Result.NOTHING_TO_DO);
        }
        return done ? Act.Result.DONE : Act.Result.NOTHING_TO_DO;
    }
}
