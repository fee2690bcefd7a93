package io.snodo.hub.exchange;

import io.snodo.hub.members.Acceptances;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.AgreementAccept;
import io.snodo.messages.body.AgreementWithdraw;
import io.snodo.messages.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Decides on what a member says to an agreement; nobody is sent it, all are told by the registry (ST-708). */
@Component
class Adhesions implements Deliberation {
    private final Acceptances acceptances;

    Adhesions(Acceptances acceptances) {
        this.acceptances = acceptances;
    }

    @Override
    public Set<MessageType> types() {
        return Set.of(MessageType.AGREEMENT_ACCEPT, MessageType.AGREEMENT_WITHDRAW);
    }

    @Override
    public Verdict decide(Message message, Instant now) {
        Optional<Refusal> refusal = switch (message.content()) {
            case AgreementAccept accept -> acceptances.accept(message.from(), accept, message.id(), now);
            case AgreementWithdraw withdraw -> acceptances.withdraw(message.from(), withdraw, message.id(), now);
            default -> throw new IllegalArgumentException("not about an agreement: " + message.type());
        };
        return refusal.<Verdict>map(Verdict.Refuse::new).orElseGet(() -> new Verdict.Forward(List.of()));
    }
}
