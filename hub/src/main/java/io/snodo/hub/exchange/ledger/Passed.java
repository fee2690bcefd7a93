package io.snodo.hub.exchange.ledger;

import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of messages that may have been passed on to another hub.
 *
 * @param underWay how many of each sender's that hub has not answered
 */
public record Passed(Map<Opened.Key, Answer> answers, Map<MemberCode, Long> underWay) {
    public static final Passed NOTHING = new Passed(Map.of(), Map.of());

    /**
     * What the other hub has said; neither stamp nor refusal while it has not.
     *
     * @param waits whether it could not be reached
     */
    public record Answer(
            String digest, @Nullable Stamp stamp, @Nullable Refusal refusal, boolean waits) {}
}
