package io.snodo.spoke.desk;

import io.snodo.messages.HiddenField;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.hidden.Sight;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.link.Outbox;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Says something about a ticket: to the network by the outbox, and to the desk's own timeline as on its way. Both happen
 * in the caller's transaction, so neither is ever without the other.
 */
@Component
class Voice {
    private final Tickets tickets;
    private final Casebook casebook;
    private final Outbox outbox;
    private final Tenant tenant;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Voice(
            Tickets tickets,
            Casebook casebook,
            Outbox outbox,
            Tenant tenant,
            Clock clock,
            ApplicationEventPublisher events) {
        this.tickets = tickets;
        this.casebook = casebook;
        this.outbox = outbox;
        this.tenant = tenant;
        this.clock = clock;
        this.events = events;
    }

    /**
     * What to say, and to whom in particular.
     *
     * @param hidden the fields that only some may see
     */
    record Words(List<MemberCode> to, TicketBody body, Map<String, Sight> hidden) {
        Words(List<MemberCode> to, TicketBody body) {
            this(to, body, Map.of());
        }

        static Words of(TicketBody body) {
            return new Words(List.of(), body);
        }
    }

    /** A ticket and all that was said about it. */
    record Present(Ticket ticket, Timeline timeline) {
        /** The offer, or the referral, that waits for an answer; only where {@link Act} says that there is one. */
        UUID offer() {
            return timeline.referral().or(timeline::offer).orElseThrow().message();
        }

        /** The open question; only where {@link JointAct} says that there is one. */
        UUID question() {
            return timeline.question(ticket).orElseThrow().message();
        }
    }

    /** Says {@code words} of what is present if {@code act} is open to this member; otherwise says why not. */
    Reply<UUID> say(Act act, TicketNumber number, String operator, Function<Present, Words> words) {
        Ticket ticket = tickets.find(number).orElse(null);
        if (ticket == null) {
            return Reply.no(Why.TICKET_UNKNOWN);
        }
        Timeline timeline = tickets.timeline(number);
        if (!Act.open(ticket, timeline, tenant.member(), clock.instant()).contains(act)) {
            return Reply.no(Act.whyNot(act, ticket, timeline, tenant.member()));
        }
        return Reply.yes(say(number, ticket.epoch(), operator, words.apply(new Present(ticket, timeline))));
    }

    /** The same for an act that concerns others too. */
    Reply<UUID> say(JointAct act, TicketNumber number, String operator, Function<Present, Words> words) {
        Ticket ticket = tickets.find(number).orElse(null);
        if (ticket == null) {
            return Reply.no(Why.TICKET_UNKNOWN);
        }
        Timeline timeline = tickets.timeline(number);
        if (!JointAct.open(ticket, timeline, tenant.member(), clock.instant()).contains(act)) {
            return Reply.no(Why.NOT_POSSIBLE_NOW);
        }
        return Reply.yes(say(number, ticket.epoch(), operator, words.apply(new Present(ticket, timeline))));
    }

    UUID say(TicketNumber number, int epoch, String operator, Words words) {
        return say(number, epoch, operator, words.to(), _ -> words.body(), words.hidden());
    }

    /** The same where something is told in confidence: that is bound to the message's id. */
    UUID say(TicketNumber number, int epoch, String operator, List<MemberCode> to, Function<UUID, TicketBody> words) {
        return say(number, epoch, operator, to, words, Map.of());
    }

    /** The same with fields that only some may see. */
    UUID say(
            TicketNumber number,
            int epoch,
            String operator,
            List<MemberCode> to,
            Function<UUID, TicketBody> words,
            Map<String, Sight> hidden) {
        AtomicReference<TicketBody> said = new AtomicReference<>();
        UUID message = outbox.say(
                number,
                epoch,
                to,
                id -> {
                    TicketBody body = words.apply(id);
                    said.set(body);
                    return body;
                },
                hidden);
        MemberCode only = to.size() == 1 ? to.getFirst() : null;
        casebook.said(
                message,
                number,
                tenant.member(),
                only,
                Objects.requireNonNull(said.get()),
                hidden.entrySet().stream().map(Voice::ours).toList(),
                operator,
                clock.instant());
        events.publishEvent(new Changed(Topic.TICKETS));
        return message;
    }

    /** Until the hub has recorded it: the digest is the link's matter, and nobody's on a page. */
    private static HiddenField ours(Map.Entry<String, Sight> field) {
        Sight sight = field.getValue();
        return new HiddenField("", sight.audience(), sight.named(), field.getKey());
    }
}
