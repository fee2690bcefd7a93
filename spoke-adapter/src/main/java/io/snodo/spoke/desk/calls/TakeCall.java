package io.snodo.spoke.desk.calls;

import io.snodo.messages.confidential.Disclosure;
import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.Contact;
import io.snodo.spoke.desk.ContactId;
import io.snodo.spoke.desk.RegisterContact;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.desk.TakeContact;
import io.snodo.spoke.tenant.Tenant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator has the citizen on the line: what the other office told becomes a contact in this operator's hands. */
@Component
public class TakeCall {
    private static final int LINE = 200;

    private final Calls calls;
    private final CallersNames names;
    private final RegisterContact registerContact;
    private final TakeContact takeContact;
    private final Tenant tenant;
    private final ApplicationEventPublisher events;

    TakeCall(
            Calls calls,
            CallersNames names,
            RegisterContact registerContact,
            TakeContact takeContact,
            Tenant tenant,
            ApplicationEventPublisher events) {
        this.calls = calls;
        this.names = names;
        this.registerContact = registerContact;
        this.takeContact = takeContact;
        this.tenant = tenant;
        this.events = events;
    }

    @Transactional
    public Reply<ContactId> take(long id, String operator) {
        ComingCall call = calls.find(id).orElse(null);
        if (call == null) {
            return Reply.no(Why.CALL_UNKNOWN);
        }
        if (call.isTaken()) {
            return Reply.no(Why.CONTACT_NOT_FREE);
        }
        String text = call.told().text();
        Contact.Request request =
                new Contact.Request("phone", call.told().queue(), tenant.territory(), firstLine(text), text);
        ContactId contact =
                registerContact.register(request, citizen(names.of(call).person()));
        takeContact.take(contact, operator);
        calls.taken(id, operator, contact);
        events.publishEvent(new Changed(Topic.CALLS));
        return Reply.yes(contact);
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("").replace('\t', ' ');
        return line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…";
    }

    private static Contact.Citizen citizen(Disclosure.@Nullable Person person) {
        return person == null
                ? new Contact.Citizen("", "")
                : new Contact.Citizen(
                        Objects.requireNonNullElse(person.name(), ""), Objects.requireNonNullElse(person.phone(), ""));
    }
}
