package io.snodo.hub.members;

import io.snodo.messages.MemberCode;

/**
 * One thing that is otherwise in one registry than in another, for an operator to read.
 *
 * @param about whom it is about; the hub where it is about everybody
 * @param what in words that name nothing personal: a field, a key's id, an agreement
 */
public record Change(Kind kind, MemberCode about, String what) {
    /** What kind of thing it is. */
    public enum Kind {
        JOINS,
        LEAVES,
        /** Another name, prefix, territory, telephone, skills or key for what is told in confidence. */
        PRESENTS_ITSELF_OTHERWISE,
        /** Another binding, other limits, or another database. */
        IS_SERVED_OTHERWISE,
        KEY_ADDED,
        KEY_RETIRED,
        KEY_REVOKED,
        AGREEMENT_ADDED,
        AGREEMENT_ENDED,
        /** A template is new, changed or gone, or is applied to others. */
        TEMPLATE_CHANGED,
        VOCABULARY_CHANGED,
        /** A hub is next to this one from then on. */
        HUB_ADDED,
        HUB_GONE,
        /** Another name, another address, or others who take its tickets or give it theirs. */
        HUB_CHANGED
    }
}
