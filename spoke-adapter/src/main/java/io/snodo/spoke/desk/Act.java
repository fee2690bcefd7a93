package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.status.StatusMoves;
import io.snodo.spoke.desk.Reply.Why;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an operator may do to a ticket. The hub decides, by the same rules of {@link StatusMoves} and {@link Custody};
 * this keeps the pages from offering what it would refuse.
 */
public enum Act {
    NOTE,
    SET_STATUS,
    OFFER,
    WITHDRAW,
    ANSWER,
    RESOLVE,
    CONFIRM,
    REOPEN,
    RATE,
    CANCEL;

    /** What {@code me} may do at {@code now}; an act whose like is already on its way waits for the hub's word. */
    static Set<Act> open(Ticket ticket, Timeline timeline, MemberCode me, Instant now) {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        if (timeline.isOpeningRefused() || timeline.isCopy(ticket, me)) {
            return acts;
        }
        boolean owner = ticket.isOwnedBy(me);
        boolean originator = ticket.isOriginatedBy(me);
        Custody custody = timeline.custody(ticket);
        boolean party = owner
                || originator
                || ticket.isOfferedTo(me)
                || custody.visited().contains(me);
        if (party && allows(ticket, custody, new NoteAdd("", Audience.OWNER, null))) {
            acts.add(NOTE);
        }
        boolean custodyFree = !timeline.hasOnItsWay(TicketEvent::isCustody);
        if (custodyFree && custody instanceof Custody.Offered offered && now.isBefore(offered.deadline())) {
            if (owner) {
                acts.add(WITHDRAW);
            }
            if (offered.to().equals(me)) {
                acts.add(ANSWER);
            }
        }
        if (custodyFree && owner && custody instanceof Custody.Referred) {
            acts.add(WITHDRAW);
        }
        if (timeline.hasOnItsWay(TicketEvent::isStatus)) {
            return acts;
        }
        if (owner && !settable(ticket, timeline).isEmpty()) {
            acts.add(SET_STATUS);
        }
        boolean held = custodyFree && custody instanceof Custody.Held && ticket.offeredTo() == null;
        if (owner && held && custody.visited().size() < Custody.HOP_LIMIT && allows(ticket, custody, anOffer(now))) {
            acts.add(OFFER);
        }
        boolean free = held && new Party(timeline).openTasks().isEmpty();
        if (owner && free && allows(ticket, custody, new TicketResolve(Outcome.SOLVED, null))) {
            acts.add(RESOLVE);
        }
        if (owner && originator && free && allows(ticket, custody, new TicketCancel(""))) {
            acts.add(CANCEL);
        }
        if (originator && allows(ticket, custody, new TicketConfirm(null))) {
            acts.add(CONFIRM);
        }
        if (originator && allows(ticket, custody, new TicketReopen(""))) {
            acts.add(REOPEN);
        }
        boolean rating = timeline.hasOnItsWay(e -> e.content() instanceof RatingAdd);
        if (originator && !rating && allows(ticket, custody, new RatingAdd(Face.NEUTRAL, null))) {
            acts.add(RATE);
        }
        return acts;
    }

    /** Why {@code act} is not open to {@code me}. */
    static Why whyNot(Act act, Ticket ticket, Timeline timeline, MemberCode me) {
        boolean answered = ticket.isOwnedBy(me) || timeline.hasOnItsWay(TicketEvent::isCustody);
        return act == ANSWER && !answered ? Why.OFFER_ENDED : Why.NOT_POSSIBLE_NOW;
    }

    /** The statuses that the owner may set now. */
    static Set<Status> settable(Ticket ticket, Timeline timeline) {
        Set<Status> settable = EnumSet.noneOf(Status.class);
        for (Status status : List.of(Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.PENDING)) {
            if (allows(ticket, timeline.custody(ticket), new StatusSet(status, null))) {
                settable.add(status);
            }
        }
        return settable;
    }

    private static TicketBody anOffer(Instant now) {
        return new HandoverOffer("", now, null);
    }

    private static boolean allows(Ticket ticket, Custody custody, TicketBody what) {
        return StatusMoves.after(ticket.status(), custody, what) instanceof StatusMoves.Ruling.Granted;
    }
}
