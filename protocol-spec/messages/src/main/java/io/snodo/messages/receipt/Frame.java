package io.snodo.messages.receipt;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the hub puts on a member's address, {@link io.snodo.messages.Addresses#FRAME}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "frame")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Frame.Delivery.class, name = "delivery"),
    @JsonSubTypes.Type(value = Frame.Receipts.class, name = "receipts"),
    @JsonSubTypes.Type(value = Frame.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = Frame.Refused.class, name = "refused")
})
public sealed interface Frame {

    /** A sealed message as its sender wrote it, and the hub's stamp on it. Durable; repeated until acknowledged. */
    record Delivery(String message, Stamp stamp) implements Frame {}

    /** L1 for messages of the member's own. Not durable: who misses one repeats its message and gets it again. */
    record Receipts(List<Stamp> stamps) implements Frame {}

    /**
     * What recipients said of messages of the member's own: L2, L3, L4 or refused. Not durable: it is told again after
     * {@code member.hello} (ST-170).
     */
    record Progress(List<Step> steps) implements Frame {}

    /** One recipient's word on one message. */
    record Step(
            UUID message,
            MemberCode by,
            Receipt.Level level,
            @Nullable RefusalCode refusal) {}

    /**
     * A message of the member's own was refused. {@code message} is absent where it could not be read; then
     * {@code correlation} is the id the transport gave it.
     */
    record Refused(@Nullable UUID message, @Nullable String correlation, Problem problem) implements Frame {}
}
