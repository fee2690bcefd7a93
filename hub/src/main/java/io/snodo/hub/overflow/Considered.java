package io.snodo.hub.overflow;

import io.snodo.messages.MemberCode;

/** One who lends a skill, and what spoke for it or against it when help was looked for. */
public record Considered(MemberCode helper, Verdict verdict, int operatorsFree) {
    /** What came of looking at it. */
    public enum Verdict {
        CHOSEN,
        /** It could have helped, and another has more operators free, or as many and comes first in the alphabet. */
        FEWER_FREE,
        /** It has not said of late how its queues are. */
        NOT_HEARD,
        BUSY_ITSELF,
        NOBODY_FREE,
        /** It lends at other hours, or its share or ceiling is reached. */
        NOT_AGREED_NOW,
        /** It has helped here not long ago. */
        PAUSING
    }
}
