package io.snodo.spoke.link;

import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one frame turns out to bring. */
sealed interface Arrival {

    /**
     * A message that the hub has recorded and delivers. {@code bad} if its sender's seal or its form will not do: then it
     * is kept, answered and never applied.
     */
    record Letter(
            String jws,
            String stamp,
            Record record,
            @Nullable Refusal bad) implements Arrival {}

    /** The hub has recorded a message of ours. */
    record Recorded(Record record) implements Arrival {}

    /** Recipients of messages of ours have spoken. */
    record Progress(List<Frame.Step> steps) implements Arrival {}

    /** The hub has refused something of ours. */
    record Refused(Frame.Refused frame) implements Arrival {}

    /** Nothing to rely on; noted and dropped. */
    record Unverified(
            Refusal why, @Nullable String sender, @Nullable UUID message) implements Arrival {}
}
