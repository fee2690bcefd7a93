package io.snodo.hub.operators;

import io.snodo.hub.identity.Office;
import io.snodo.hub.identity.SecondFactors;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A telephone is lost: another operator lets its owner begin anew. And the trace of telephones that came to be known. */
@Component
public class SecondFactorReset {
    private final SecondFactors secondFactors;
    private final Trail trail;
    private final TransactionTemplate transaction;

    SecondFactorReset(SecondFactors secondFactors, Trail trail, PlatformTransactionManager transactions) {
        this.secondFactors = secondFactors;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Nobody's own, which would open all to whoever sits down at his desk. */
    public Act.Result reset(Office.HubOperator by, String operator, String reason) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> Objects.requireNonNull(transaction.execute(_ -> traced(by.name(), operator, reason))));
    }

    private Act.Result traced(String by, String operator, String reason) {
        Act.Result result = by.equals(operator)
                ? Act.Result.REFUSED
                : secondFactors.forget(operator) ? Act.Result.DONE : Act.Result.NOTHING_TO_DO;
        trail.note(by, Act.Kind.RESET_SECOND_FACTOR, null, Phrase.of(Phrase.Kind.RESET, operator), reason, result);
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
