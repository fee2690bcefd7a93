package io.snodo.hub.operators;

import io.snodo.hub.members.Registrar;
import io.snodo.messages.MemberCode;
import org.springframework.stereotype.Component;

/** An operator ends a seal key that somebody else may have, and every certificate that was asked for with it. */
@Component
public class KeyRevocation {
    private final Registrar registrar;
    private final Trail trail;

    KeyRevocation(Registrar registrar, Trail trail) {
        this.registrar = registrar;
        this.trail = trail;
    }

    /** For good; nothing to do where the member has no such key that counts. */
    public Act.Result revoke(String operator, MemberCode member, String keyId, String reason) {
        boolean revoked = registrar.revoke(
                member,
                keyId,
                operator,
                reason,
                () -> trail.note(
                        operator,
                        Act.Kind.REVOKE_KEY,
                        member,
                        Phrase.of(Phrase.Kind.KEY, keyId),
                        reason,
                        Act.Result.DONE));
        if (!revoked) {
            trail.note(
                    operator,
                    Act.Kind.REVOKE_KEY,
                    member,
                    Phrase.of(Phrase.Kind.KEY, keyId),
                    reason,
                    Act.Result.NOTHING_TO_DO);
        }
        return revoked ? Act.Result.DONE : Act.Result.NOTHING_TO_DO;
    }
}
