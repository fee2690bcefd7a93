package io.snodo.spoke.desk.calls;

import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.Categories;
import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.link.Addressee;
import io.snodo.spoke.link.Answer;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Puts what others tell of a call on the operators' screens, or says why not: the sender's operator is on the line too. */
@Component
class CallAddressee implements Addressee {
    private final Calls calls;
    private final Categories categories;
    private final CallHours hours;
    private final Tenant tenant;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CallAddressee(
            Calls calls,
            Categories categories,
            CallHours hours,
            Tenant tenant,
            Clock clock,
            ApplicationEventPublisher events) {
        this.calls = calls;
        this.categories = categories;
        this.hours = hours;
        this.tenant = tenant;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Subject subject() {
        return Subject.CALL;
    }

    @Override
    public Answer deliver(Message message, Record record) {
        if (!(message.content() instanceof CallTransfer call)) {
            return new Answer.Rejected(RefusalCode.TYPE_UNKNOWN);
        }
        return whyNot(call, clock.instant()).<Answer>map(Answer.Rejected::new).orElseGet(() -> {
            calls.add(message.from(), message.id(), call);
            changed();
            return new Answer.Taken();
        });
    }

    /** ST-686. */
    private Optional<RefusalCode> whyNot(CallTransfer call, Instant now) {
        if (!now.isBefore(call.until())) {
            return Optional.of(RefusalCode.CALL_OVER);
        }
        if (!categories.has(call.queue())) {
            return Optional.of(RefusalCode.QUEUE_UNKNOWN);
        }
        return hours.cover(now.atZone(tenant.timezone())) ? Optional.empty() : Optional.of(RefusalCode.QUEUE_CLOSED);
    }

    @Override
    public void recorded(Message own, Record record) {
        changed();
    }

    @Override
    public void refused(Message own, Problem problem) {
        changed();
    }

    private void changed() {
        events.publishEvent(new Changed(Topic.CALLS));
    }
}
