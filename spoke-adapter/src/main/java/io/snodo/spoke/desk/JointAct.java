package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.HandoverRefer;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.TaskAccept;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.status.StatusMoves;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an operator may do to a ticket together with other members, beside the {@link Act}s of who holds it. */
public enum JointAct {
    ASK,
    ANSWER_QUESTION,
    ASK_FOR_TASK,
    DO_TASK,
    REFER;

    /** What {@code me} may do at {@code now}; the hub decides by the same rules. */
    static Set<JointAct> open(Ticket ticket, Timeline timeline, MemberCode me, Instant now) {
        Set<JointAct> acts = EnumSet.noneOf(JointAct.class);
        if (timeline.isOpeningRefused() || timeline.isCopy(ticket, me)) {
            return acts;
        }
        Custody custody = timeline.custody(ticket);
        boolean statusFree = !timeline.hasOnItsWay(TicketEvent::isStatus);
        boolean asked = timeline.question(ticket).isPresent();
        if (ticket.isOwnedBy(me)) {
            if (statusFree && !asked && allows(ticket, custody, new InfoRequest(Asked.CITIZEN, ""))) {
                acts.add(ASK);
            }
            if (allows(ticket, custody, new TaskRequest("", now))) {
                acts.add(ASK_FOR_TASK);
            }
            if (custody instanceof Custody.Held
                    && custody.visited().size() >= Custody.HOP_LIMIT
                    && !timeline.hasOnItsWay(TicketEvent::isCustody)
                    && allows(ticket, custody, new HandoverRefer(""))) {
                acts.add(REFER);
            }
        }
        if (statusFree && asked && ticket.isOriginatedBy(me)) {
            acts.add(ANSWER_QUESTION);
        }
        if (!tasksOf(timeline, me).isEmpty()) {
            acts.add(DO_TASK);
        }
        return acts;
    }

    /** The open tasks of {@code me} that nothing it has said ends already. */
    static List<TicketEvent> tasksOf(Timeline timeline, MemberCode me) {
        return timeline.hasOnItsWay(event -> event.content() instanceof TaskAccept || event.endsTask())
                ? List.of()
                : new Party(timeline)
                        .openTasks().stream()
                                .filter(task -> me.equals(task.to()))
                                .toList();
    }

    private static boolean allows(Ticket ticket, Custody custody, TicketBody what) {
        return StatusMoves.after(ticket.status(), custody, what) instanceof StatusMoves.Ruling.Granted;
    }
}
