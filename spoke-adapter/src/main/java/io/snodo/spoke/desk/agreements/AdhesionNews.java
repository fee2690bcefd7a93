package io.snodo.spoke.desk.agreements;

import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.link.Addressee;
import io.snodo.spoke.link.Answer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Notes what the hub answers to our word; that of others it tells by the registry, and not by messages. */
@Component
class AdhesionNews implements Addressee {
    private final Adhesions adhesions;
    private final ApplicationEventPublisher events;

    AdhesionNews(Adhesions adhesions, ApplicationEventPublisher events) {
        this.adhesions = adhesions;
        this.events = events;
    }

    @Override
    public Subject subject() {
        return Subject.AGREEMENT;
    }

    @Override
    public Answer deliver(Message message, Record record) {
        return new Answer.Rejected(RefusalCode.TYPE_UNKNOWN);
    }

    @Override
    public void recorded(Message own, Record record) {
        adhesions.came(own.id(), Adhesion.Standing.RECORDED, null);
        events.publishEvent(new Changed(Topic.AGREEMENTS));
    }

    @Override
    public void refused(Message own, Problem problem) {
        adhesions.came(own.id(), Adhesion.Standing.REFUSED, problem.code());
        events.publishEvent(new Changed(Topic.AGREEMENTS));
    }
}
