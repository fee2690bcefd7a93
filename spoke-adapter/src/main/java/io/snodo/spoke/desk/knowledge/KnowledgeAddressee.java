package io.snodo.spoke.desk.knowledge;

import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.body.AgreementAccept;
import io.snodo.messages.body.AgreementWithdraw;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.body.FaqPublish;
import io.snodo.messages.body.FaqReview;
import io.snodo.messages.body.FaqWithdraw;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.OverflowStart;
import io.snodo.messages.body.OverflowStop;
import io.snodo.messages.body.QueueState;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.FaqId;
import io.snodo.spoke.desk.knowledge.Faq.State;
import io.snodo.spoke.desk.knowledge.Faq.Text;
import io.snodo.spoke.link.Addressee;
import io.snodo.spoke.link.Answer;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes what the network says of FAQs, our own words among it once the hub has recorded them. */
@Component
class KnowledgeAddressee implements Addressee {
    private final Faqs faqs;
    private final ApplicationEventPublisher events;

    KnowledgeAddressee(Faqs faqs, ApplicationEventPublisher events) {
        this.faqs = faqs;
        this.events = events;
    }

    @Override
    public Subject subject() {
        return Subject.KNOWLEDGE;
    }

    @Override
    public Answer deliver(Message message, Record record) {
        Answer answer = heard(message, record);
        events.publishEvent(new Changed(Topic.KNOWLEDGE));
        return answer;
    }

    @Override
    public void recorded(Message own, Record record) {
        faqs.proposed(own.id());
        heard(own, record);
        events.publishEvent(new Changed(Topic.KNOWLEDGE));
    }

    @Override
    public void refused(Message own, Problem problem) {
        faqs.refused(own.id(), problem.code());
        events.publishEvent(new Changed(Topic.KNOWLEDGE));
    }

    private Answer heard(Message message, Record record) {
        return switch (message.content()) {
            case FaqPublish publish -> {
                List<String> keywords = publish.keywords() == null ? List.of() : publish.keywords();
                Text text = new Text(
                        publish.language(), publish.category(), publish.question(), publish.answer(), keywords);
                faqs.add(
                        new FaqId(message.from(), publish.faq()),
                        publish.version(),
                        text,
                        State.PROPOSED,
                        message.id(),
                        record.recordedAt());
                yield new Answer.Taken();
            }
            case FaqReview review -> {
                FaqId id = new FaqId(review.author(), review.faq());
                if (faqs.find(id, review.version()).isEmpty()) {
                    yield new Answer.Later("the text of the FAQ has not come yet");
                }
                switch (review.verdict()) {
                    case APPROVE -> faqs.publish(id, review.version(), message.from());
                    case SEND_BACK -> faqs.sendBack(id, review.version(), review.reason(), message.from());
                }
                yield new Answer.Taken();
            }
            case FaqWithdraw withdraw -> {
                faqs.withdraw(new FaqId(message.from(), withdraw.faq()), withdraw.reason());
                yield new Answer.Taken();
            }
            case TicketBody _,
                    QueueState _,
                    OverflowStart _,
                    OverflowStop _,
                    CallTransfer _,
                    AgreementAccept _,
                    AgreementWithdraw _,
                    MemberHello _,
                    Registry _,
                    RegistryChanges _,
                    Receipt _ -> new Answer.Rejected(RefusalCode.TYPE_UNKNOWN);
        };
    }
}
