package io.snodo.spoke.desk;

/** What the desk answers to an operator's wish. */
public sealed interface Reply<T> {
    /** It is done. */
    record Yes<T>(T value) implements Reply<T> {}

    /** It is not, nothing changed, and the pages have a sentence for the reason. */
    record No<T>(Why why) implements Reply<T> {}

    static <T> Reply<T> yes(T value) {
        return new Yes<>(value);
    }

    static <T> Reply<T> no(Why why) {
        return new No<>(why);
    }

    /** Why not. */
    enum Why {
        CONTACT_UNKNOWN,
        /** A colleague was quicker. */
        CONTACT_NOT_FREE,
        TICKET_UNKNOWN,
        /** The ticket has moved on since the page was drawn. */
        NOT_POSSIBLE_NOW,
        /** The answer to an offer comes too late: it expired, was withdrawn, or somebody answered it. */
        OFFER_ENDED,
        AGREEMENT_MISSING,
        /** It is not proposed to us, or not accepted by us. */
        AGREEMENT_UNKNOWN,
        /** Its terms are not those that were on the page, or say what we cannot show. */
        AGREEMENT_CHANGED,
        /** The network's operator lets nothing be handed to it for the time being. */
        RECIPIENT_SUSPENDED,
        DEADLINE_INVALID,
        HELP_ENDED,
        /** No such category in the network's vocabulary. */
        QUEUE_UNKNOWN,
        /** Nobody holds a line for so long. */
        CALL_TOO_LONG,
        /** It was over long ago. */
        CALL_UNKNOWN,
        FAQ_UNKNOWN,
        FAQ_OWN
    }
}
