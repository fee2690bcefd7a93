package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;

/** Takes over the registry from the hub, and from nobody else. */
final class RegistryAddressee implements Addressee {
    /** What a message waits for whose sender's key the registry copy does not have, or not for that time. */
    static final String KEY_IN_DOUBT = RefusalCode.KEY_UNKNOWN.wire();

    private final RegistryCopy registry;
    private final Inbox inbox;
    private final Speaker speaker;
    private final Greeting greeting;

    RegistryAddressee(RegistryCopy registry, Inbox inbox, Speaker speaker, Greeting greeting) {
        this.registry = registry;
        this.inbox = inbox;
        this.speaker = speaker;
        this.greeting = greeting;
    }

    @Override
    public Subject subject() {
        return Subject.NETWORK;
    }

    @Override
    public Answer deliver(Message message, Record record) {
        if (!message.from().equals(MemberCode.HUB)) {
            return new Answer.Rejected(RefusalCode.HUB_ONLY);
        }
        long now = speaker.clock().millis();
        switch (message.content()) {
            case Registry whole -> registry.replace(whole, now);
            case RegistryChanges changes -> {
                if (!registry.apply(changes, now)) {
                    greeting.sayAgain();
                }
            }
            default -> {
                return new Answer.Rejected(RefusalCode.TYPE_UNKNOWN);
            }
        }
        inbox.hurry(KEY_IN_DOUBT, now);
        return new Answer.Taken();
    }

    @Override
    public void recorded(Message own, Record record) {
        // greetings and receipts are told, not kept: nothing waits for this
    }

    @Override
    public void refused(Message own, Problem problem) {
        // the same; Link shows the code
    }
}
