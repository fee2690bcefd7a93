package io.snodo.spoke.desk.knowledge;

import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.FaqId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One version of a question and its answer.
 *
 * @param reason why a validator sent it back, or its author withdrew it
 * @param reviewedBy the validator's member
 * @param inReview this member's own review is on its way to the hub
 * @param inWithdrawal this member has said that it takes it out of use, and the hub has not recorded it yet
 * @param refusal why the hub would not have it, or the review of it, or its withdrawal
 */
public record Faq(
        FaqId id,
        int version,
        Text text,
        State state,
        @Nullable String reason,
        @Nullable MemberCode reviewedBy,
        boolean inReview,
        boolean inWithdrawal,
        @Nullable RefusalCode refusal,
        Instant at) {

    public MemberCode author() {
        return id.author();
    }

    /** What is read. */
    public record Text(String language, String category, String question, String answer, List<String> keywords) {
        public Text {
            keywords = List.copyOf(keywords);
        }
    }

    /** How far a version has come. */
    public enum State {
        ON_ITS_WAY,
        PROPOSED,
        PUBLISHED,
        RETURNED,
        REFUSED,
        SUPERSEDED,
        WITHDRAWN;

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofStored(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }
}
