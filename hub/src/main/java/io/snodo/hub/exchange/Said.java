package io.snodo.hub.exchange;

import io.snodo.messages.Message;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words in an event: a note's text, a reason. */
final class Said {
    /** The fields in which {@link #words} stand. */
    private static final Set<String> WORDS = Set.of("text", "reason", "description");

    private Said() {}

    static Optional<String> text(Message message) {
        return message.content() instanceof TicketBody body ? Optional.ofNullable(words(body)) : Optional.empty();
    }

    /** The same without what is hidden from the citizen. */
    static Optional<String> toCitizen(Message message) {
        return message.hidden().stream()
                        .filter(field -> field.readers() != Audience.CITIZEN)
                        .flatMap(field -> field.shown().stream())
                        .anyMatch(WORDS::contains)
                ? Optional.empty()
                : text(message);
    }

    private static @Nullable String words(TicketBody body) {
        return switch (body) {
            case TicketOpen open -> open.description();
            case TicketUpdate _ -> null;
            case NoteAdd note -> note.text();
            case AttachmentOffer offer -> offer.name();
            case StatusSet set -> set.reason();
            case InfoRequest request -> request.text();
            case InfoAnswer answer -> answer.text();
            case TaskRequest request -> request.text();
            case TaskDecline decline -> decline.reason();
            case TaskDone done -> done.text();
            case TaskWithdraw withdraw -> withdraw.reason();
            case ShareGrant share -> share.reason();
            case ShareRevoke revoke -> revoke.reason();
            case TaskAccept _, TaskExpire _ -> null;
            case HandoverOffer offer -> offer.reason();
            case HandoverReject reject -> reject.reason();
            case HandoverRefer refer -> refer.reason();
            case HandoverAssign assign -> assign.reason();
            case HandoverWithdraw withdraw -> withdraw.reason();
            case HandoverAccept _, HandoverExpire _, TicketClose _ -> null;
            case TicketLink link -> link.reason();
            case TicketSplit split -> split.reason();
            case TicketMerge merge -> merge.reason();
            case TicketUnmerge unmerge -> unmerge.reason();
            case DiscrepancyReport report -> report.text();
            case DiscrepancyAnswer answer -> answer.text();
            case TicketResolve resolve -> resolve.text();
            case TicketConfirm confirm -> confirm.text();
            case TicketReopen reopen -> reopen.reason();
            case TicketCancel cancel -> cancel.reason();
            case RatingAdd rating -> rating.reason();
        };
    }
}
