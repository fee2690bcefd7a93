package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.DiscrepancyAnswer;
import io.snodo.messages.body.DiscrepancyReport;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;

/** What does not agree between two members' systems; said openly, it changes nothing by itself. */
final class Discrepancies {
    private Discrepancies() {}

    static Ruling report(Ticket ticket, Act act, DiscrepancyReport report) {
        MemberCode to = act.to().isEmpty() ? null : act.to().getFirst();
        if (act.to().size() > 1) {
            return new Ruling.Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "/to names more than one member"));
        }
        if (act.by().equals(to == null ? ticket.custody().owner() : to)) {
            return Ruling.no(RefusalCode.TO_SELF);
        }
        if (to != null && !ticket.parties().contains(to)) {
            return Ruling.no(RefusalCode.RECIPIENT_UNKNOWN);
        }
        Matters next = ticket.matters().with(new Discrepancy(act.id(), act.by(), to, report.about()));
        return next.discrepancies().size() > Matters.MOST
                ? Ruling.no(RefusalCode.MATTERS_FULL)
                : TicketRules.event(ticket, ticket.with(next), act, Audience.PARTIES);
    }

    /** The owner too, so that one that was asked and is a party no more leaves nothing open; and who takes it back. */
    static Ruling answer(Ticket ticket, Act act, DiscrepancyAnswer answer) {
        return ticket.matters().discrepancies().stream()
                .filter(each -> each.id().equals(answer.report()))
                .findFirst()
                .map(open -> act.by().equals(open.to())
                                || act.by().equals(open.by())
                                || act.by().equals(ticket.custody().owner())
                        ? TicketRules.event(ticket, ticket.with(ticket.matters().without(open)), act, Audience.PARTIES)
                        : Ruling.no(RefusalCode.DISCREPANCY_NOT_YOURS))
                .orElseGet(() -> Ruling.no(RefusalCode.DISCREPANCY_UNKNOWN));
    }
}
