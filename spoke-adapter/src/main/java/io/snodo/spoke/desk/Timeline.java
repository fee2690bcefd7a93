package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.HandoverExpire;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverRefer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.custody.Custody;
import io.snodo.spoke.desk.TicketEvent.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** All that was said about one ticket and reached this member, recorded first in their order, then what is on its way. */
public record Timeline(List<TicketEvent> events) {

    /** The offer that waits for an answer, if the ticket is on offer. */
    public Optional<TicketEvent> offer() {
        return last(e -> e.content() instanceof HandoverOffer);
    }

    /** How the ticket was resolved the last time. */
    public Optional<TicketResolve> resolution() {
        return last(e -> e.content() instanceof TicketResolve).map(e -> (TicketResolve) e.content());
    }

    /** What the citizen said of it the last time. */
    public Optional<RatingAdd> rating() {
        return last(e -> e.content() instanceof RatingAdd).map(e -> (RatingAdd) e.content());
    }

    /** The rejection or expiry that brought the ticket back, if nothing has been done about it since. */
    public Optional<TicketEvent> cameBack() {
        return last(e -> e.isCustody() || e.isStatus())
                .filter(e -> e.content() instanceof HandoverReject || e.content() instanceof HandoverExpire);
    }

    /** Every member that has been seen acting on the ticket. */
    public Set<MemberCode> members() {
        Set<MemberCode> members = new TreeSet<>();
        events.stream()
                .map(TicketEvent::by)
                .filter(by -> !by.equals(MemberCode.HUB))
                .forEach(members::add);
        return members;
    }

    /** The parties of {@code ticket} now, as far as this member has been told. */
    public Set<MemberCode> parties(Ticket ticket) {
        return new Party(this).all(ticket);
    }

    /** What {@code me} may do to {@code ticket} at {@code now}. */
    public Set<Act> openActs(Ticket ticket, MemberCode me, Instant now) {
        return Act.open(ticket, this, me, now);
    }

    /** The statuses that the owner of {@code ticket} may set now. */
    public Set<Status> settable(Ticket ticket) {
        return Act.settable(ticket, this);
    }

    /** Who has passed {@code ticket} on, oldest first, as far as this member has been told. */
    public List<MemberCode> visited(Ticket ticket) {
        List<MemberCode> holders = new ArrayList<>();
        if (ticket.originator() != null) {
            holders.add(ticket.originator());
        }
        events.stream()
                .filter(e -> e.standing() == Standing.RECORDED)
                .map(Timeline::taker)
                .flatMap(Optional::stream)
                .filter(taker -> holders.isEmpty() || !holders.getLast().equals(taker))
                .forEach(holders::add);
        return holders.isEmpty() ? List.of() : List.copyOf(holders.subList(0, holders.size() - 1));
    }

    /** Whether what {@code me} has of {@code ticket} is a copy that nobody brings up to date any more. */
    public boolean isCopy(Ticket ticket, MemberCode me) {
        return !new Party(this).is(me, ticket);
    }

    /** Who has the ticket by {@code event}, where it passes it on. */
    private static Optional<MemberCode> taker(TicketEvent event) {
        return event.content() instanceof HandoverAccept
                ? Optional.of(event.by())
                : event.content() instanceof HandoverAssign ? Optional.ofNullable(event.to()) : Optional.empty();
    }

    /** The question that waits for its answer: a question is open only while the ticket is pending by it. */
    public Optional<TicketEvent> question(Ticket ticket) {
        return ticket.status() != Status.PENDING
                ? Optional.empty()
                : last(TicketEvent::isStatus).filter(e -> e.content() instanceof InfoRequest);
    }

    /** What {@code me} may do to {@code ticket} at {@code now} together with others. */
    public Set<JointAct> jointActs(Ticket ticket, MemberCode me, Instant now) {
        return JointAct.open(ticket, this, me, now);
    }

    /** The open tasks of {@code me}. */
    public List<TicketEvent> tasksOf(MemberCode me) {
        return JointAct.tasksOf(this, me);
    }

    /** The referral that waits for the hub's operator, if there is one. */
    public Optional<TicketEvent> referral() {
        return last(TicketEvent::isCustody).filter(e -> e.content() instanceof HandoverRefer);
    }

    /** The custody of {@code ticket}; held while the offer itself has not come to this member. */
    Custody custody(Ticket ticket) {
        List<MemberCode> visited = visited(ticket);
        MemberCode to = ticket.offeredTo();
        Instant deadline = ticket.deadline();
        Optional<TicketEvent> referral = referral();
        if (referral.isPresent()) {
            return new Custody.Referred(
                    ticket.owner(),
                    ticket.epoch(),
                    visited,
                    referral.get().message(),
                    referral.get().at());
        }
        return to == null || deadline == null || offer().isEmpty()
                ? new Custody.Held(ticket.owner(), ticket.epoch(), visited)
                : new Custody.Offered(
                        ticket.owner(),
                        ticket.epoch(),
                        visited,
                        offer().orElseThrow().message(),
                        to,
                        deadline);
    }

    /** Whether the hub would not have the ticket at all: then it exists at this desk only, and nothing can be done to it. */
    public boolean isOpeningRefused() {
        return events.stream().anyMatch(e -> e.standing() == Standing.REFUSED && e.content() instanceof TicketOpen);
    }

    public boolean hasOnItsWay() {
        return hasOnItsWay(_ -> true);
    }

    boolean hasOnItsWay(Predicate<TicketEvent> kind) {
        return events.stream().anyMatch(e -> e.standing() == Standing.ON_ITS_WAY && kind.test(e));
    }

    private Optional<TicketEvent> last(Predicate<TicketEvent> kind) {
        return events.reversed().stream()
                .filter(e -> e.standing() == Standing.RECORDED && kind.test(e))
                .findFirst();
    }
}
