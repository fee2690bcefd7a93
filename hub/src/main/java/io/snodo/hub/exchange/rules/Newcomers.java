package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.util.Optional;

/** Whom an owner may let in on a ticket: one member, another, which takes its tickets or knows this one anyway. */
record Newcomers(Network network) {

    Optional<Refusal> whyNot(Ticket ticket, Act act) {
        if (act.to().size() != 1) {
            return Optional.of(Refusal.of(RefusalCode.SCHEMA_INVALID, "/to names not exactly one member"));
        }
        MemberCode who = act.to().getFirst();
        if (who.equals(ticket.custody().owner())) {
            return Optional.of(Refusal.of(RefusalCode.TO_SELF));
        }
        if (!network.isMember(who)) {
            return Optional.of(Refusal.of(RefusalCode.RECIPIENT_UNKNOWN));
        }
        if (network.isSuspended(who)) {
            return Optional.of(Refusal.of(RefusalCode.RECIPIENT_SUSPENDED));
        }
        return ticket.parties().contains(who)
                ? Optional.empty()
                : network.whyNotHandOver(act.by(), who, ticket.facts().category(), act.now());
    }
}
