package io.snodo.messages.refusal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Every published code; what each means to a person and a program is in the {@link Catalogue}. */
public enum RefusalCode {
    MESSAGE_TOO_LARGE,
    CONTENT_TYPE_UNSUPPORTED,
    MESSAGE_MALFORMED,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    KEY_UNKNOWN,
    SEAL_INVALID,
    SENDER_MISMATCH,
    TOKEN_MISSING,
    TOKEN_INVALID,
    TOKEN_REPLAYED,
    SIGNATURE_MISSING,
    SIGNATURE_INVALID,
    SIGNATURE_REPLAYED,
    JSON_MALFORMED,
    XML_MALFORMED,
    SCHEMA_INVALID,
    VERSION_UNSUPPORTED,
    TYPE_UNKNOWN,
    MUST_UNDERSTAND_UNKNOWN,
    RECIPIENT_UNKNOWN,
    AGREEMENT_MISSING,
    TICKET_UNKNOWN,
    TICKET_EXISTS,
    NUMBER_FOREIGN,
    OWNER_ONLY,
    ORIGINATOR_ONLY,
    HUB_ONLY,
    EPOCH_STALE,
    OFFER_OPEN,
    OFFER_UNKNOWN,
    OFFER_NOT_YOURS,
    OFFER_TO_SELF,
    ALREADY_HELD,
    DEADLINE_INVALID,
    HOP_LIMIT,
    REFERRAL_EARLY,
    REFERRAL_OPEN,
    REFERRAL_UNKNOWN,
    STATUS_ILLEGAL,
    TICKET_FINAL,
    QUESTION_OPEN,
    QUESTION_UNKNOWN,
    QUESTION_NOT_YOURS,
    UPDATE_STALE,
    TASK_OPEN,
    TASK_UNKNOWN,
    TASK_NOT_YOURS,
    SHARE_UNKNOWN,
    TO_SELF,
    MATTERS_FULL,
    TICKET_MERGED,
    SAME_TICKET,
    DISCREPANCY_UNKNOWN,
    DISCREPANCY_NOT_YOURS,
    FAQ_UNKNOWN,
    FAQ_VERSION_STALE,
    VALIDATOR_SAME_MEMBER,
    MESSAGE_ID_REUSED,
    MESSAGE_IN_PROGRESS,
    RATE_LIMITED,
    HUB_BUSY,
    INTERNAL_ERROR;

    @JsonCreator
    public static RefusalCode ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
