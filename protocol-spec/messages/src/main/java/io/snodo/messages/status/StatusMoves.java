package io.snodo.messages.status;

import static io.snodo.messages.body.Status.ACKNOWLEDGED;
import static io.snodo.messages.body.Status.CANCELLED;
import static io.snodo.messages.body.Status.CLOSED;
import static io.snodo.messages.body.Status.IN_PROGRESS;
import static io.snodo.messages.body.Status.MERGED;
import static io.snodo.messages.body.Status.PENDING;
import static io.snodo.messages.body.Status.REOPENED;
import static io.snodo.messages.body.Status.RESOLVED;
import static io.snodo.messages.body.Status.TRIAGE;

import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.DiscrepancyAnswer;
import io.snodo.messages.body.DiscrepancyReport;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.HandoverExpire;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverRefer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.ShareRevoke;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TaskAccept;
import io.snodo.messages.body.TaskDecline;
import io.snodo.messages.body.TaskDone;
import io.snodo.messages.body.TaskExpire;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TaskWithdraw;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketClose;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketLink;
import io.snodo.messages.body.TicketMerge;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TicketSplit;
import io.snodo.messages.body.TicketUnmerge;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may be said about a ticket in which status, and where it leads. Who may say it is not asked here. A ticket on
 * offer, or referred, always has a status that is worked in: so no offer is left open on a ticket that has ended.
 */
public final class StatusMoves {
    /** The statuses in which somebody has work to do. */
    private static final Set<Status> WORKED_IN = EnumSet.of(TRIAGE, ACKNOWLEDGED, IN_PROGRESS, PENDING, REOPENED);

    private static final Set<Status> NOT_FINAL =
            EnumSet.of(TRIAGE, ACKNOWLEDGED, IN_PROGRESS, PENDING, REOPENED, RESOLVED);

    private StatusMoves() {}

    /** The outcome of a move. */
    public sealed interface Ruling {
        /** It happens; the status may be the same as before. */
        record Granted(Status status) implements Ruling {}

        /** It does not, and nothing changes. */
        record Denied(Refusal refusal) implements Ruling {}
    }

    /** The status of a new ticket. */
    public static Status opened() {
        return TRIAGE;
    }

    /** The same for a ticket without open tasks. */
    public static Ruling after(Status now, Custody custody, TicketBody what) {
        return after(now, custody, false, what);
    }

    /** What {@code what} does to a ticket with status {@code now}, before its custody or its tasks are changed by it. */
    public static Ruling after(Status now, Custody custody, boolean tasksOpen, TicketBody what) {
        return switch (what) {
            case TicketOpen _ -> deny(RefusalCode.TICKET_EXISTS);
            case NoteAdd _, AttachmentOffer _, TicketUpdate _, ShareGrant _ -> move(now, NOT_FINAL, now);
            // who should not look on any more should not look on at the end either
            case ShareRevoke _ -> new Ruling.Granted(now);
            case StatusSet set -> set(now, set.status());
            case InfoRequest _ -> move(now, WORKED_IN, PENDING);
            case InfoAnswer _ -> move(now, EnumSet.of(PENDING), IN_PROGRESS);
            case HandoverOffer _, HandoverReject _, HandoverWithdraw _, HandoverExpire _, HandoverRefer _ ->
                move(now, WORKED_IN, now);
            // a task is only open while somebody works
            case TaskRequest _, TaskAccept _, TaskDecline _, TaskDone _, TaskWithdraw _, TaskExpire _ ->
                move(now, WORKED_IN, now);
            case HandoverAccept _, HandoverAssign _ -> move(now, WORKED_IN, ACKNOWLEDGED);
            case TicketResolve _ -> end(now, custody, tasksOpen, RESOLVED);
            case TicketCancel _ -> end(now, custody, tasksOpen, CANCELLED);
            case TicketLink _ -> move(now, NOT_FINAL, now);
            case TicketSplit _ -> move(now, WORKED_IN, now);
            case TicketMerge _ -> end(now, custody, tasksOpen, MERGED);
            case TicketUnmerge _ -> move(now, EnumSet.of(MERGED), ACKNOWLEDGED);
            // also of what has ended: just there the two sides may take it for two things
            case DiscrepancyReport _, DiscrepancyAnswer _ -> new Ruling.Granted(now);
            case TicketConfirm _, TicketClose _ -> move(now, EnumSet.of(RESOLVED), CLOSED);
            case TicketReopen _ -> move(now, EnumSet.of(RESOLVED), REOPENED);
            case RatingAdd _ -> now == CLOSED ? new Ruling.Granted(CLOSED) : move(now, EnumSet.of(RESOLVED), RESOLVED);
        };
    }

    /** Why nothing happens to a ticket with status {@code now} any more; empty where something may. */
    public static Optional<Refusal> whyEnded(Status now) {
        if (!now.isFinal()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(now == MERGED ? RefusalCode.TICKET_MERGED : RefusalCode.TICKET_FINAL));
    }

    private static Ruling set(Status now, Status wanted) {
        return switch (wanted) {
            case ACKNOWLEDGED -> move(now, EnumSet.of(TRIAGE), wanted);
            case IN_PROGRESS -> move(now, EnumSet.of(TRIAGE, ACKNOWLEDGED, PENDING, REOPENED), wanted);
            case PENDING -> move(now, EnumSet.of(ACKNOWLEDGED, IN_PROGRESS), wanted);
            // these are reached by messages of their own
            case TRIAGE, RESOLVED, REOPENED, CLOSED, CANCELLED, MERGED ->
                move(now, EnumSet.noneOf(Status.class), wanted);
        };
    }

    private static Ruling end(Status now, Custody custody, boolean tasksOpen, Status next) {
        Ruling ruling = move(now, WORKED_IN, next);
        if (ruling instanceof Ruling.Denied) {
            return ruling;
        }
        return switch (custody) {
            case Custody.Offered _ -> deny(RefusalCode.OFFER_OPEN);
            case Custody.Referred _ -> deny(RefusalCode.REFERRAL_OPEN);
            case Custody.Held _ -> tasksOpen ? deny(RefusalCode.TASK_OPEN) : ruling;
        };
    }

    private static Ruling move(Status now, Set<Status> from, Status next) {
        if (from.contains(now)) {
            return new Ruling.Granted(next);
        }
        return new Ruling.Denied(whyEnded(now).orElse(Refusal.of(RefusalCode.STATUS_ILLEGAL)));
    }

    private static Ruling deny(RefusalCode code) {
        return new Ruling.Denied(Refusal.of(code));
    }
}
