package io.snodo.spoke.desk.calls;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.CallMode;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.messages.confidential.Tie;
import io.snodo.spoke.desk.Categories;
import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.Contact;
import io.snodo.spoke.desk.ContactId;
import io.snodo.spoke.desk.Contacts;
import io.snodo.spoke.desk.Destinations;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.link.Confidences;
import io.snodo.spoke.link.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** An operator passes a citizen on the line to another member, and tells that one what it is about. */
@Component
public class TransferCall {
    /** As the hub has it (ST-682). */
    static final Duration LONGEST = Duration.ofMinutes(30);

    private final Destinations destinations;
    private final Categories categories;
    private final Contacts contacts;
    private final Confidences confidences;
    private final Outbox outbox;
    private final Calls calls;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    TransferCall(
            Destinations destinations,
            Categories categories,
            Contacts contacts,
            Confidences confidences,
            Outbox outbox,
            Calls calls,
            Clock clock,
            ApplicationEventPublisher events) {
        this.destinations = destinations;
        this.categories = categories;
        this.contacts = contacts;
        this.confidences = confidences;
        this.outbox = outbox;
        this.calls = calls;
        this.clock = clock;
        this.events = events;
    }

    /**
     * What is told of a call.
     *
     * @param rings how long the line is held at most
     * @param contact what was written down of it here; who asks is told in confidence if {@code withPerson}
     */
    public record Account(
            CallMode mode,
            String queue,
            @Nullable String language,
            String text,
            Duration rings,
            @Nullable TicketNumber ticket,
            @Nullable ContactId contact,
            boolean withPerson) {}

    @Transactional
    public Reply<UUID> to(MemberCode to, String operator, Account account) {
        if (!categories.has(account.queue())) {
            return Reply.no(Why.QUEUE_UNKNOWN);
        }
        if (!destinations.takesCall(to, account.queue())) {
            return Reply.no(Why.AGREEMENT_MISSING);
        }
        if (!account.rings().isPositive() || account.rings().compareTo(LONGEST) > 0) {
            return Reply.no(Why.CALL_TOO_LONG);
        }
        Contact contact = account.contact() == null
                ? null
                : contacts.find(account.contact()).orElse(null);
        if (account.contact() != null && contact == null) {
            return Reply.no(Why.CONTACT_UNKNOWN);
        }
        Instant now = clock.instant();
        CallTransfer call = new CallTransfer(
                CallReference.random(),
                account.mode(),
                account.queue(),
                account.language(),
                account.text(),
                now.plus(account.rings()),
                account.ticket(),
                null);
        Disclosure person =
                account.withPerson() && contact != null ? contact.citizen().disclosed() : null;
        AtomicReference<CallTransfer> said = new AtomicReference<>(call);
        UUID message =
                outbox.say(List.of(to), id -> said.updateAndGet(told -> told.with(sealed(person, id, told, to))));
        calls.add(message, to, Objects.requireNonNull(said.get()), operator, account.contact(), now);
        events.publishEvent(new Changed(Topic.CALLS));
        return Reply.yes(message);
    }

    /** A recipient without a key is told nothing: then there is nobody to encrypt for but ourselves (ST-514). */
    private @Nullable JsonNode sealed(@Nullable Disclosure person, UUID id, CallTransfer call, MemberCode to) {
        return person == null || !confidences.canRead(to)
                ? null
                : confidences.write(person, Tie.ofCall(id, call.call()), List.of(to));
    }
}
