package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How another room decides on messages that concern no ticket: FAQs, queues. Called inside the exchange's transaction
 * with the sender's tenant open, after seal, schema and idempotency have been dealt with; what it writes commits with
 * the evidence and the deliveries.
 */
public interface Deliberation {
    Set<MessageType> types();

    Verdict decide(Message message, Instant now);

    /** What comes of it. */
    sealed interface Verdict {
        /** Accepted, and delivered to {@code recipients} (may be none; the sender is left out by itself). */
        record Forward(List<MemberCode> recipients) implements Verdict {}

        record Refuse(Refusal refusal) implements Verdict {}
    }
}
