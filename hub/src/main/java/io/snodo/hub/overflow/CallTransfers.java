package io.snodo.hub.overflow;

import io.snodo.hub.exchange.Deliberation;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Passes on what is said of a call to the one member that it goes to. A ticket that it names is not looked at, since an
 * answer that depended on it would tell whose it is (ST-684); whether a queue is open, its own member alone knows (ST-686).
 */
@Component
class CallTransfers implements Deliberation {
    /** Nobody holds a line longer. */
    static final Duration LONGEST_CALL = Duration.ofMinutes(30);

    private final Members members;

    CallTransfers(Members members) {
        this.members = members;
    }

    @Override
    public Set<MessageType> types() {
        return Set.of(MessageType.CALL_TRANSFER);
    }

    @Override
    public Verdict decide(Message message, Instant now) {
        if (!(message.content() instanceof CallTransfer call)) {
            throw new IllegalArgumentException("not about a call: " + message.type());
        }
        MemberCode to = message.to().getFirst();
        return whyNot(message.from(), to, call, now)
                .<Verdict>map(code -> new Verdict.Refuse(Refusal.of(code)))
                .orElseGet(() -> new Verdict.Forward(List.of(to)));
    }

    private Optional<RefusalCode> whyNot(MemberCode from, MemberCode to, CallTransfer call, Instant now) {
        if (members.via(to).isPresent()) {
            return Optional.of(RefusalCode.NOT_BETWEEN_HUBS);
        }
        if (members.find(to).isEmpty()) {
            return Optional.of(RefusalCode.RECIPIENT_UNKNOWN);
        }
        if (members.isSuspended(to)) {
            return Optional.of(RefusalCode.RECIPIENT_SUSPENDED);
        }
        if (to.equals(from)) {
            return Optional.of(RefusalCode.TO_SELF);
        }
        if (!members.mayHandOver(from, to) && !members.lends(to, from, call.queue())) {
            return Optional.of(RefusalCode.AGREEMENT_MISSING);
        }
        boolean rings = call.until().isAfter(now) && !call.until().isAfter(now.plus(LONGEST_CALL));
        return rings ? Optional.empty() : Optional.of(RefusalCode.DEADLINE_INVALID);
    }
}
