package io.snodo.spoke.desk;

import io.snodo.messages.HiddenField;
import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageType;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
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
import io.snodo.messages.body.TwoTickets;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was said about a ticket.
 *
 * @param to the one member it is said to in particular: to whom an offer is made, who is asked for a task
 * @param forCitizen the hub said it for the citizen
 * @param hidden which fields of the content not everybody may see; those that we may not are not in it
 * @param operator who of this member's operators said it; absent from others' words
 */
public record TicketEvent(
        UUID message,
        TicketNumber ticket,
        long sequence,
        Standing standing,
        MessageType type,
        MemberCode by,
        @Nullable MemberCode to,
        boolean forCitizen,
        TicketBody content,
        List<HiddenField> hidden,
        @Nullable String operator,
        @Nullable RefusalCode refusal,
        Instant at) {

    /** How far it has come. */
    public enum Standing {
        ON_ITS_WAY,
        RECORDED,
        REFUSED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Standing ofStored(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    /** Who reads it. What is said to the citizen's face is for the citizen; hand-overs are between the offices. */
    public Audience audience() {
        return switch (content) {
            case NoteAdd note -> note.audience() == null ? Audience.OWNER : note.audience();
            case AttachmentOffer file -> file.audience() == null ? Audience.OWNER : file.audience();
            case TicketOpen _,
                    StatusSet _,
                    InfoAnswer _,
                    HandoverAccept _,
                    TicketResolve _,
                    TicketConfirm _,
                    TicketReopen _,
                    TicketClose _,
                    TicketCancel _,
                    TicketSplit _,
                    TicketMerge _,
                    TicketUnmerge _,
                    RatingAdd _ -> Audience.CITIZEN;
            case InfoRequest request -> request.of() == Asked.CITIZEN ? Audience.CITIZEN : Audience.PARTIES;
            case TicketUpdate _,
                    TicketLink _,
                    DiscrepancyReport _,
                    DiscrepancyAnswer _,
                    TaskRequest _,
                    TaskAccept _,
                    TaskDecline _,
                    TaskDone _,
                    TaskWithdraw _,
                    TaskExpire _,
                    ShareGrant _,
                    ShareRevoke _,
                    HandoverOffer _,
                    HandoverReject _,
                    HandoverWithdraw _,
                    HandoverExpire _,
                    HandoverRefer _,
                    HandoverAssign _ -> Audience.PARTIES;
        };
    }

    /** Whether it speaks of who holds the ticket. */
    public boolean isCustody() {
        return switch (content) {
            case HandoverOffer _,
                    HandoverAccept _,
                    HandoverReject _,
                    HandoverWithdraw _,
                    HandoverExpire _,
                    HandoverRefer _,
                    HandoverAssign _ -> true;
            case TicketOpen _,
                    TicketUpdate _,
                    DiscrepancyReport _,
                    DiscrepancyAnswer _,
                    NoteAdd _,
                    AttachmentOffer _,
                    TaskRequest _,
                    TaskAccept _,
                    TaskDecline _,
                    TaskDone _,
                    TaskWithdraw _,
                    TaskExpire _,
                    ShareGrant _,
                    ShareRevoke _,
                    StatusSet _,
                    InfoRequest _,
                    InfoAnswer _,
                    TicketResolve _,
                    TicketConfirm _,
                    TicketReopen _,
                    TicketClose _,
                    TicketCancel _,
                    TwoTickets _,
                    TicketUnmerge _,
                    RatingAdd _ -> false;
        };
    }

    /** Whether a task ends with it. */
    boolean endsTask() {
        return content instanceof TaskDecline || content instanceof TaskDone;
    }

    /** Whether it speaks of how far the work is. */
    public boolean isStatus() {
        return switch (content) {
            case StatusSet _,
                    InfoRequest _,
                    InfoAnswer _,
                    TicketResolve _,
                    TicketConfirm _,
                    TicketReopen _,
                    TicketClose _,
                    TicketCancel _,
                    TicketMerge _,
                    TicketUnmerge _ -> true;
            case TicketOpen _,
                    TicketUpdate _,
                    DiscrepancyReport _,
                    DiscrepancyAnswer _,
                    TicketLink _,
                    TicketSplit _,
                    NoteAdd _,
                    AttachmentOffer _,
                    TaskRequest _,
                    TaskAccept _,
                    TaskDecline _,
                    TaskDone _,
                    TaskWithdraw _,
                    TaskExpire _,
                    ShareGrant _,
                    ShareRevoke _,
                    HandoverOffer _,
                    HandoverAccept _,
                    HandoverReject _,
                    HandoverWithdraw _,
                    HandoverExpire _,
                    HandoverRefer _,
                    HandoverAssign _,
                    RatingAdd _ -> false;
        };
    }
}
