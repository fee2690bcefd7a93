package io.snodo.hub.exchange.rules;

import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.TicketClose;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.status.StatusMoves;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Acts on how far the work is. {@link StatusMoves} says what is legal; here it is said who may: the owner works and
 * resolves, originator or citizen confirm or reopen, silence closes.
 */
final class StatusActs {
    private StatusActs() {}

    static Ruling set(Ticket ticket, Act act) {
        return TicketRules.worked(ticket, act)
                .<Ruling>map(Ruling.Refused::new)
                .orElseGet(() -> moved(ticket, act, Audience.PARTIES));
    }

    static Ruling resolve(Ticket ticket, Act act, TicketResolve resolve) {
        return TicketRules.worked(ticket, act)
                .<Ruling>map(Ruling.Refused::new)
                .orElseGet(() -> moved(ticket, act, Audience.CITIZEN, resolve.outcome(), act.now()));
    }

    static Ruling confirm(Ticket ticket, Act act) {
        return notForAsker(ticket, act).map(Ruling::no).orElseGet(() -> moved(ticket, act, Audience.CITIZEN));
    }

    static Ruling reopen(Ticket ticket, Act act) {
        return notForAsker(ticket, act)
                .map(Ruling::no)
                .orElseGet(() -> moved(ticket, act, Audience.CITIZEN, null, null));
    }

    static Ruling close(Ticket ticket, Act act, TicketClose close) {
        return act.byHub()
                ? moved(
                        ticket,
                        act,
                        Audience.CITIZEN,
                        close.outcome(),
                        ticket.progress().resolvedAt())
                : Ruling.no(RefusalCode.HUB_ONLY);
    }

    static Ruling cancel(Ticket ticket, Act act) {
        if (!act.by().equals(ticket.originator())) {
            return Ruling.no(RefusalCode.ORIGINATOR_ONLY);
        }
        return TicketRules.worked(ticket, act)
                .<Ruling>map(Ruling.Refused::new)
                .orElseGet(() -> moved(ticket, act, Audience.PARTIES, Outcome.WITHDRAWN, null));
    }

    static Ruling rate(Ticket ticket, Act act) {
        return notForAsker(ticket, act).map(Ruling::no).orElseGet(() -> moved(ticket, act, Audience.CITIZEN));
    }

    private static Optional<RefusalCode> notForAsker(Ticket ticket, Act act) {
        return act.byCitizen() || act.by().equals(ticket.originator())
                ? Optional.empty()
                : Optional.of(RefusalCode.ORIGINATOR_ONLY);
    }

    private static boolean tasksOpen(Ticket ticket) {
        return !ticket.matters().tasks().isEmpty();
    }

    private static Ruling moved(Ticket ticket, Act act, Audience audience) {
        return moved(
                ticket,
                act,
                audience,
                ticket.progress().outcome(),
                ticket.progress().resolvedAt());
    }

    private static Ruling moved(
            Ticket ticket, Act act, Audience audience, @Nullable Outcome outcome, @Nullable Instant resolvedAt) {
        return switch (StatusMoves.after(ticket.status(), ticket.custody(), tasksOpen(ticket), act.body())) {
            case StatusMoves.Ruling.Denied denied -> new Ruling.Refused(denied.refusal());
            case StatusMoves.Ruling.Granted granted -> {
                Progress next = ticket.progress().to(granted.status(), outcome, resolvedAt, act.now());
                yield TicketRules.event(ticket, ticket.with(next), act, audience);
            }
        };
    }
}
