package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageType;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who decides on what concerns no ticket. What only the hub says goes to whom it names. */
@Component
class Deliberations {
    private static final Set<MessageType> WORDS_OF_THE_HUB = Set.of(
            MessageType.REGISTRY, MessageType.REGISTRY_CHANGES, MessageType.OVERFLOW_START, MessageType.OVERFLOW_STOP);

    private final Map<MessageType, Deliberation> byType = new EnumMap<>(MessageType.class);

    Deliberations(List<Deliberation> all) {
        for (Deliberation deliberation : all) {
            for (MessageType type : deliberation.types()) {
                Deliberation other = byType.put(type, deliberation);
                if (other != null) {
                    throw new IllegalStateException(
                            type + " is decided on by " + deliberation.getClass() + " and by " + other.getClass());
                }
            }
        }
    }

    Deliberation.Verdict decide(Checked.Fit fit, Instant now) {
        MessageType type = fit.message().knownType().orElseThrow();
        boolean byHub = fit.message().from().equals(MemberCode.HUB);
        if (WORDS_OF_THE_HUB.contains(type) && !byHub) {
            return new Deliberation.Verdict.Refuse(Refusal.of(RefusalCode.HUB_ONLY));
        }
        Deliberation deliberation = byType.get(type);
        if (deliberation != null) {
            return deliberation.decide(fit.message(), now);
        }
        List<MemberCode> recipients = byHub ? fit.message().to() : List.of();
        return new Deliberation.Verdict.Forward(recipients);
    }
}
