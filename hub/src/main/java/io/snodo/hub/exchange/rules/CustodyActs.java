package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.HandoverExpire;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.custody.Move;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.status.StatusMoves;
import java.util.Optional;

/** Acts by which a ticket changes hands; what is legal is said by {@link Custody}, who may with whom by agreements. */
record CustodyActs(Network network) {

    Ruling offer(Ticket ticket, Act act, HandoverOffer offer) {
        if (act.to().size() != 1) {
            return new Ruling.Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "/to names not exactly one member"));
        }
        MemberCode target = act.to().getFirst();
        Move move = new Move.Offer(act.id(), act.by(), act.epoch(), target, offer.deadline(), act.now());
        return switch (moved(ticket, act, move)) {
            case Ruling.Refused refused -> refused;
            case Ruling.Happens happens -> {
                if (!network.isMember(target)) {
                    yield Ruling.no(RefusalCode.RECIPIENT_UNKNOWN);
                }
                if (network.isSuspended(target)) {
                    yield Ruling.no(RefusalCode.RECIPIENT_SUSPENDED);
                }
                Optional<Refusal> missing =
                        network.whyNotHandOver(act.by(), target, ticket.facts().category(), act.now());
                if (missing.isPresent()) {
                    yield new Ruling.Refused(missing.get());
                }
                yield new Ruling.Happens(happens.ticket(), happens.audience(), happens.readers(), target);
            }
        };
    }

    Ruling accept(Ticket ticket, Act act, HandoverAccept accept) {
        return moved(ticket, act, new Move.Accept(accept.offer(), act.by(), act.epoch(), act.now()));
    }

    Ruling reject(Ticket ticket, Act act, HandoverReject reject) {
        return moved(ticket, act, new Move.Reject(reject.offer(), act.by(), act.epoch(), act.now()));
    }

    Ruling withdraw(Ticket ticket, Act act, HandoverWithdraw withdraw) {
        return moved(ticket, act, new Move.Withdraw(withdraw.offer(), act.by(), act.epoch(), act.now()));
    }

    Ruling expire(Ticket ticket, Act act, HandoverExpire expire) {
        return act.byHub()
                ? moved(ticket, act, new Move.Expire(expire.offer(), act.now()))
                : Ruling.no(RefusalCode.HUB_ONLY);
    }

    Ruling refer(Ticket ticket, Act act) {
        return moved(ticket, act, new Move.Refer(act.id(), act.by(), act.epoch(), act.now()));
    }

    /** By the operator's judgement and no agreement: otherwise a ticket that nobody wants would be nobody's to take. */
    Ruling assign(Ticket ticket, Act act, HandoverAssign assign) {
        if (!act.byHub()) {
            return Ruling.no(RefusalCode.HUB_ONLY);
        }
        if (act.to().size() != 1) {
            return new Ruling.Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "/to names not exactly one member"));
        }
        MemberCode target = act.to().getFirst();
        if (network.isSuspended(target)) {
            return Ruling.no(RefusalCode.RECIPIENT_SUSPENDED);
        }
        return network.isMember(target)
                ? moved(ticket, act, new Move.Assign(assign.referral(), target, act.now()))
                        .lettingIn(target, ticket)
                : Ruling.no(RefusalCode.RECIPIENT_UNKNOWN);
    }

    /** Custody answers before the status does: who has lost the ticket is to learn that first. */
    private static Ruling moved(Ticket ticket, Act act, Move move) {
        Optional<Refusal> ended = StatusMoves.whyEnded(ticket.status());
        if (ended.isPresent()) {
            return new Ruling.Refused(ended.get());
        }
        return switch (ticket.custody().after(move)) {
            case Custody.Ruling.Denied denied -> new Ruling.Refused(denied.refusal());
            case Custody.Ruling.Granted granted ->
                switch (StatusMoves.after(ticket.status(), ticket.custody(), act.body())) {
                    case StatusMoves.Ruling.Denied denied -> new Ruling.Refused(denied.refusal());
                    case StatusMoves.Ruling.Granted status ->
                        TicketRules.event(
                                ticket,
                                ticket.with(granted.custody())
                                        .with(ticket.progress().to(status.status(), act.now())),
                                act,
                                Audience.PARTIES);
                };
        };
    }
}
