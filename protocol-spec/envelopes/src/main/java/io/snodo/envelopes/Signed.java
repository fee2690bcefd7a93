package io.snodo.envelopes;

import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import org.w3c.dom.Element;

/** What came of verifying an envelope. */
public sealed interface Signed {
    /**
     * Signed by that member, every part that has to be.
     *
     * @param messageId by which it must not come again before {@code expires}
     * @param references of the signature, to be told in the answer
     */
    record By(MemberCode member, String messageId, Instant expires, List<Element> references) implements Signed {}

    record Refused(Refusal refusal) implements Signed {}
}
