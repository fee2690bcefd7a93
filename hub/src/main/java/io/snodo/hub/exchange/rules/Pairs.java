package io.snodo.hub.exchange.rules;

import io.snodo.messages.body.Audience;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.status.StatusMoves;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Acts that name two tickets; only the one they are said about is changed. A ticket is merged only with one that is not
 * merged itself, so that following merges always comes to an end.
 */
final class Pairs {
    private static final String OTHER = "/body/other";
    private static final String INTO = "/body/into";

    private Pairs() {}

    static Ruling link(Ticket ticket, @Nullable Ticket other, Act act) {
        return together(ticket, other, act, OTHER, _ -> Optional.empty())
                .orElseGet(() -> stands(ticket, act, Audience.PARTIES, _ -> ticket));
    }

    static Ruling split(Ticket ticket, @Nullable Ticket part, Act act) {
        return together(ticket, part, act, INTO, p -> notOwn(p, act)).orElseGet(() -> {
            Matters next = ticket.matters().andPart(known(part).number());
            return next.parts().size() > Matters.MOST
                    ? Ruling.no(RefusalCode.MATTERS_FULL)
                    : stands(ticket, act, Audience.CITIZEN, _ -> ticket.with(next));
        });
    }

    static Ruling merge(Ticket ticket, @Nullable Ticket into, Act act) {
        return together(ticket, into, act, INTO, i -> notHeld(i, act))
                .orElseGet(() -> stands(
                        ticket,
                        act,
                        Audience.CITIZEN,
                        _ -> ticket.with(ticket.progress().merged(known(into).number(), act.now()))));
    }

    static Ruling unmerge(Ticket ticket, Act act) {
        Optional<Refusal> fenced = ticket.custody().fence(act.by(), act.epoch());
        return fenced.isPresent()
                ? new Ruling.Refused(fenced.get())
                : stands(
                        ticket,
                        act,
                        Audience.CITIZEN,
                        granted -> ticket.with(ticket.progress().to(granted.status(), null, null, act.now())));
    }

    /** Why the two do not go together by this act; empty if they do. */
    private static Optional<Ruling> together(
            Ticket ticket,
            @Nullable Ticket other,
            Act act,
            String field,
            Function<Ticket, Optional<RefusalCode>> unfit) {
        Optional<Refusal> fenced = TicketRules.worked(ticket, act);
        if (fenced.isPresent()) {
            return fenced.map(Ruling.Refused::new);
        }
        if (other == null || !other.parties().contains(act.by())) {
            return Optional.of(new Ruling.Refused(Refusal.of(RefusalCode.TICKET_UNKNOWN, field)));
        }
        if (other.number().equals(ticket.number())) {
            return Optional.of(Ruling.no(RefusalCode.SAME_TICKET));
        }
        return unfit.apply(other).map(code -> new Ruling.Refused(Refusal.of(code, field)));
    }

    private static Optional<RefusalCode> notOwn(Ticket part, Act act) {
        return part.originator().equals(act.by()) ? Optional.empty() : Optional.of(RefusalCode.ORIGINATOR_ONLY);
    }

    /** Nobody is given work by somebody else's merge: who merges holds both. */
    private static Optional<RefusalCode> notHeld(Ticket into, Act act) {
        return StatusMoves.whyEnded(into.status())
                .map(Refusal::code)
                .or(() -> into.custody().owner().equals(act.by())
                        ? Optional.empty()
                        : Optional.of(RefusalCode.OWNER_ONLY));
    }

    private static Ticket known(@Nullable Ticket other) {
        if (other == null) {
            throw new IllegalStateException("looked at after it was found to be unknown");
        }
        return other;
    }

    private static Ruling stands(
            Ticket ticket, Act act, Audience audience, Function<StatusMoves.Ruling.Granted, Ticket> next) {
        boolean tasksOpen = !ticket.matters().tasks().isEmpty();
        return switch (StatusMoves.after(ticket.status(), ticket.custody(), tasksOpen, act.body())) {
            case StatusMoves.Ruling.Denied denied -> new Ruling.Refused(denied.refusal());
            case StatusMoves.Ruling.Granted granted -> TicketRules.event(ticket, next.apply(granted), act, audience);
        };
    }
}
