package io.snodo.hub.operators;

import io.snodo.hub.identity.Office;
import io.snodo.hub.identity.SecondFactors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A telephone is lost: another operator lets its owner begin anew. And the trace of telephones that came to be known. */
@Component
public class SecondFactorReset {
    private final SecondFactors secondFactors;
    private final Trail trail;

    SecondFactorReset(SecondFactors secondFactors, Trail trail) {
        this.secondFactors = secondFactors;
        this.trail = trail;
    }

    /** Nobody's own, which would open all to whoever sits down at his desk. */
    public Act.Result reset(Office.HubOperator by, String operator, String reason) {
        Act.Result result = by.name().equals(operator)
                ? Act.Result.REFUSED
                : secondFactors.forget(operator) ? Act.Result.DONE : Act.Result.NOTHING_TO_DO;
        trail.note(
                by.name(), Act.Kind.RESET_SECOND_FACTOR, null, Phrase.of(Phrase.Kind.RESET, operator), reason, result);
        return result;
    }

    @EventListener
    void begun(SecondFactors.Begun begun) {
        Office by = begun.by();
        trail.note(
                by.name(),
                Act.Kind.SECOND_FACTOR,
                by.body().orElse(null),
                Phrase.of(Phrase.Kind.ENROLLED),
                null,
                Act.Result.DONE);
    }

    @EventListener
    void used(SecondFactors.Used used) {
        Office by = used.by();
        trail.note(
                by.name(),
                Act.Kind.RECOVERY_CODE,
                by.body().orElse(null),
                Phrase.of(Phrase.Kind.RECOVERED, Integer.toString(used.left())),
                null,
                Act.Result.DONE);
    }
}
