package io.snodo.hub.exchange.rules;

import io.snodo.messages.body.Audience;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.status.StatusMoves;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Corrections of what a ticket is about; two may both correct it, so each says what it has seen. */
final class Corrections {
    private Corrections() {}

    static Ruling correct(Ticket ticket, Act act, TicketUpdate update) {
        Optional<Refusal> fenced = act.by().equals(ticket.originator())
                ? StatusMoves.whyEnded(ticket.status())
                : TicketRules.worked(ticket, act);
        if (fenced.isPresent()) {
            return new Ruling.Refused(fenced.get());
        }
        Facts facts = ticket.facts();
        Facts next = facts.corrected(update, ticket.sequence() + 1);
        if (next.equals(facts) && update.confidential() == null) {
            // two systems that copy from each other would go on for ever
            return new Ruling.Happens(ticket.oneEventLater(act.now()), Audience.OWNER, Set.of(act.by()), null);
        }
        if (update.basedOn() < facts.since() || update.basedOn() > ticket.sequence()) {
            return new Ruling.Refused(Refusal.stale(ticket.present()));
        }
        Ticket corrected = ticket.with(next);
        boolean promisedAnew = !Objects.equals(facts.due(), next.due());
        return TicketRules.event(
                ticket,
                promisedAnew ? corrected.with(ticket.progress().promisedAnew(act.now())) : corrected,
                act,
                Audience.PARTIES);
    }
}
