package io.snodo.hub.operators;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator did, or tried to.
 *
 * @param about whom it was about; absent where that is everybody
 * @param what in words that name nothing personal: a change, a key's id
 * @param phrase the same for whoever reads another language; absent where there are words alone
 */
public record Act(
        long id,
        Instant at,
        String operator,
        Kind kind,
        @Nullable MemberCode about,
        String what,
        @JsonIgnore @Nullable Phrase phrase,
        @Nullable String reason,
        Result result) {
    /** What kind of thing was done. */
    public enum Kind {
        @JsonProperty("apply")
        APPLY,
        @JsonProperty("suspend")
        SUSPEND,
        @JsonProperty("resume")
        RESUME,
        @JsonProperty("revoke_key")
        REVOKE_KEY,
        /** A member leaves. */
        @JsonProperty("exit")
        EXIT,
        /** It does not after all, or an exit that was asked for is off. */
        @JsonProperty("stay")
        STAY,
        @JsonProperty("export")
        EXPORT,
        /** What was a leaver's own is deleted. */
        @JsonProperty("erase")
        ERASE,
        @JsonProperty("redeliver")
        REDELIVER,
        /** An operator's telephone is known from now on. */
        @JsonProperty("second_factor")
        SECOND_FACTOR,
        /** One came in without his telephone. */
        @JsonProperty("recovery_code")
        RECOVERY_CODE,
        @JsonProperty("reset_second_factor")
        RESET_SECOND_FACTOR,
        @JsonProperty("invite")
        INVITE,
        @JsonProperty("withdraw_invitation")
        WITHDRAW_INVITATION,
        @JsonProperty("revoke_certificate")
        REVOKE_CERTIFICATE,
        /** A member's spoke is asked for new keys before time. */
        @JsonProperty("ask_renewal")
        ASK_RENEWAL,
        @JsonProperty("admit")
        ADMIT,
        /** A ticket past the hop limit is given to a member. */
        @JsonProperty("place")
        PLACE,
        /** What is a member's alone, into another database. */
        @JsonProperty("move_database")
        MOVE_DATABASE
    }

    /** What came of it. */
    public enum Result {
        @JsonProperty("done")
        DONE,
        /** It waits for a second operator. */
        @JsonProperty("asked")
        ASKED,
        /** It was so already, or there is no such thing. */
        @JsonProperty("nothing_to_do")
        NOTHING_TO_DO,
        @JsonProperty("refused")
        REFUSED
    }
}
