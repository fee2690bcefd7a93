package io.snodo.hub.correspondents;

import io.snodo.hub.exchange.Pen;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import java.util.List;

/** A member, whatever its binding: what the protocol lets it say and hear, and nothing of how. */
public interface Correspondent extends AutoCloseable {
    MemberCode code();

    /** Says it, and has its receipt. */
    Stamp say(Pen.Written written) throws Exception;

    /** Says what gets no place in the evidence, and therefore no receipt. */
    void mention(Pen.Written written) throws Exception;

    /** All that was delivered to it so far and, by a mailbox, still waits. */
    List<Frame.Delivery> deliveries() throws Exception;

    /** How far its own messages have come, as it was told so far. */
    List<Frame.Step> progress() throws Exception;

    @Override
    void close() throws Exception;
}
