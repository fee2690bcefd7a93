package io.snodo.messages;

import io.snodo.messages.body.*;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a message is about. A type outside this list is refused, unless its sender marked it optional. */
public enum MessageType {
    TICKET_OPEN("ticket.open", TicketOpen.class, Subject.TICKET),
    TICKET_UPDATE("ticket.update", TicketUpdate.class, Subject.TICKET),
    NOTE_ADD("note.add", NoteAdd.class, Subject.TICKET),
    ATTACHMENT_OFFER("attachment.offer", AttachmentOffer.class, Subject.TICKET),
    STATUS_SET("status.set", StatusSet.class, Subject.TICKET),
    INFO_REQUEST("info.request", InfoRequest.class, Subject.TICKET),
    INFO_ANSWER("info.answer", InfoAnswer.class, Subject.TICKET),
    HANDOVER_OFFER("handover.offer", HandoverOffer.class, Subject.TICKET),
    HANDOVER_ACCEPT("handover.accept", HandoverAccept.class, Subject.TICKET),
    HANDOVER_REJECT("handover.reject", HandoverReject.class, Subject.TICKET),
    HANDOVER_WITHDRAW("handover.withdraw", HandoverWithdraw.class, Subject.TICKET),
    HANDOVER_EXPIRE("handover.expire", HandoverExpire.class, Subject.TICKET),
    TASK_REQUEST("task.request", TaskRequest.class, Subject.TICKET),
    TASK_ACCEPT("task.accept", TaskAccept.class, Subject.TICKET),
    TASK_DECLINE("task.decline", TaskDecline.class, Subject.TICKET),
    TASK_DONE("task.done", TaskDone.class, Subject.TICKET),
    TASK_WITHDRAW("task.withdraw", TaskWithdraw.class, Subject.TICKET),
    TASK_EXPIRE("task.expire", TaskExpire.class, Subject.TICKET),
    SHARE_GRANT("share.grant", ShareGrant.class, Subject.TICKET),
    SHARE_REVOKE("share.revoke", ShareRevoke.class, Subject.TICKET),
    HANDOVER_REFER("handover.refer", HandoverRefer.class, Subject.TICKET),
    HANDOVER_ASSIGN("handover.assign", HandoverAssign.class, Subject.TICKET),
    TICKET_RESOLVE("ticket.resolve", TicketResolve.class, Subject.TICKET),
    TICKET_CONFIRM("ticket.confirm", TicketConfirm.class, Subject.TICKET),
    TICKET_REOPEN("ticket.reopen", TicketReopen.class, Subject.TICKET),
    TICKET_CLOSE("ticket.close", TicketClose.class, Subject.TICKET),
    TICKET_CANCEL("ticket.cancel", TicketCancel.class, Subject.TICKET),
    TICKET_LINK("ticket.link", TicketLink.class, Subject.TICKET),
    TICKET_SPLIT("ticket.split", TicketSplit.class, Subject.TICKET),
    TICKET_MERGE("ticket.merge", TicketMerge.class, Subject.TICKET),
    TICKET_UNMERGE("ticket.unmerge", TicketUnmerge.class, Subject.TICKET),
    DISCREPANCY_REPORT("discrepancy.report", DiscrepancyReport.class, Subject.TICKET),
    DISCREPANCY_ANSWER("discrepancy.answer", DiscrepancyAnswer.class, Subject.TICKET),
    RATING_ADD("rating.add", RatingAdd.class, Subject.TICKET),
    FAQ_PUBLISH("faq.publish", FaqPublish.class, Subject.KNOWLEDGE),
    FAQ_REVIEW("faq.review", FaqReview.class, Subject.KNOWLEDGE),
    FAQ_WITHDRAW("faq.withdraw", FaqWithdraw.class, Subject.KNOWLEDGE),
    QUEUE_STATE("queue.state", QueueState.class, Subject.OVERFLOW),
    OVERFLOW_START("overflow.start", OverflowStart.class, Subject.OVERFLOW),
    OVERFLOW_STOP("overflow.stop", OverflowStop.class, Subject.OVERFLOW),
    CALL_TRANSFER("call.transfer", CallTransfer.class, Subject.CALL),
    AGREEMENT_ACCEPT("agreement.accept", AgreementAccept.class, Subject.AGREEMENT),
    AGREEMENT_WITHDRAW("agreement.withdraw", AgreementWithdraw.class, Subject.AGREEMENT),
    MEMBER_HELLO("member.hello", MemberHello.class, Subject.NETWORK),
    REGISTRY("registry", Registry.class, Subject.NETWORK),
    REGISTRY_CHANGES("registry.changes", RegistryChanges.class, Subject.NETWORK),
    RECEIPT("receipt", Receipt.class, Subject.NETWORK);

    /** Which of the exchanges a type belongs to. */
    public enum Subject {
        TICKET,
        KNOWLEDGE,
        OVERFLOW,
        CALL,
        AGREEMENT,
        NETWORK
    }

    private static final Map<String, MessageType> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toMap(MessageType::wire, Function.identity()));

    private final String wire;
    private final Class<? extends Body> body;
    private final Subject subject;

    MessageType(String wire, Class<? extends Body> body, Subject subject) {
        this.wire = wire;
        this.body = body;
        this.subject = subject;
    }

    public static Optional<MessageType> ofWire(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }

    /** The type a body makes a message of. */
    public static MessageType of(Body body) {
        return Arrays.stream(values())
                .filter(t -> t.body.isInstance(body))
                .findFirst()
                .orElseThrow();
    }

    /** The name on the wire, {@code handover.offer}. */
    public String wire() {
        return wire;
    }

    public Class<? extends Body> body() {
        return body;
    }

    public Subject subject() {
        return subject;
    }
}
