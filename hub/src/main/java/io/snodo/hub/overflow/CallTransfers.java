package io.snodo.hub.overflow;

import io.snodo.hub.exchange.Deliberation;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.agreement.Agreements;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.body.Registry.Agreement.Kind;
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
                .<Verdict>map(Verdict.Refuse::new)
                .orElseGet(() -> new Verdict.Forward(List.of(to)));
    }

    private Optional<Refusal> whyNot(MemberCode from, MemberCode to, CallTransfer call, Instant now) {
        if (members.via(to).isPresent()) {
            return no(RefusalCode.NOT_BETWEEN_HUBS);
        }
        if (members.find(to).isEmpty()) {
            return no(RefusalCode.RECIPIENT_UNKNOWN);
        }
        if (members.isLeaving(to)) {
            return no(RefusalCode.RECIPIENT_LEAVING);
        }
        if (members.isSuspended(to)) {
            return no(RefusalCode.RECIPIENT_SUSPENDED);
        }
        if (to.equals(from)) {
            return no(RefusalCode.TO_SELF);
        }
        Agreements agreements = members.agreements();
        if (!members.mayHandOver(from, to, call.queue(), now) && !agreements.lends(to, from, call.queue(), now)) {
            return Optional.of(Refusal.lacking(agreements.lack(Kind.HANDOVER, to, from, call.queue(), now)));
        }
        boolean rings = call.until().isAfter(now) && !call.until().isAfter(now.plus(LONGEST_CALL));
        return rings ? Optional.empty() : no(RefusalCode.DEADLINE_INVALID);
    }

    private static Optional<Refusal> no(RefusalCode code) {
        return Optional.of(Refusal.of(code));
    }
}
