package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Audience;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.util.Optional;

/** Who looks on at a ticket: let in by the owner, and out by the owner or by itself. */
record Shares(Newcomers newcomers) {

    Ruling grant(Ticket ticket, Act act) {
        Optional<Refusal> refusal = TicketRules.worked(ticket, act).or(() -> newcomers.whyNot(ticket, act));
        if (refusal.isPresent()) {
            return new Ruling.Refused(refusal.get());
        }
        Matters next = ticket.matters().seenBy(act.to().getFirst());
        return next.observers().size() > Matters.MOST
                ? Ruling.no(RefusalCode.MATTERS_FULL)
                : TicketRules.event(ticket, ticket.with(next), act, Audience.PARTIES)
                        .lettingIn(act.to().getFirst(), ticket);
    }

    /** The event is the notice: it is the last that the observer hears. */
    Ruling revoke(Ticket ticket, Act act) {
        if (act.to().size() != 1) {
            return new Ruling.Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "/to names not exactly one member"));
        }
        MemberCode observer = act.to().getFirst();
        Optional<Refusal> fenced =
                act.by().equals(observer) ? Optional.empty() : ticket.custody().fence(act.by(), act.epoch());
        if (fenced.isPresent()) {
            return new Ruling.Refused(fenced.get());
        }
        return ticket.matters().observers().contains(observer)
                ? TicketRules.event(ticket, ticket.with(ticket.matters().unseenBy(observer)), act, Audience.PARTIES)
                : Ruling.no(RefusalCode.SHARE_UNKNOWN);
    }
}
