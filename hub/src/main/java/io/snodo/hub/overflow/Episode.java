package io.snodo.hub.overflow;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time of help, from its start to its end: contacts of {@code busy}'s queue are proposed to {@code helper}.
 *
 * @param skill the one for which this helper was asked; it helps with whatever it lends
 * @param end absent while it lasts
 */
public record Episode(
        UUID id,
        MemberCode busy,
        MemberCode helper,
        String queue,
        String skill,
        Instant startedAt,
        @Nullable End end) {

    public boolean isOpen() {
        return end == null;
    }

    /** When it ended and why. */
    public record End(Instant at, Why why) {}

    /** Why help ends. */
    public enum Why {
        CALMED_DOWN("the queue has calmed down"),
        HELPER_BUSY("the helper has become busy itself"),
        BUSY_SILENT("the busy member has not said how its queue is"),
        HELPER_SILENT("the helper has not said how its queue is"),
        NO_LONGER_LENT("the helper no longer lends this");

        private final String sentence;

        Why(String sentence) {
            this.sentence = sentence;
        }

        /** For the message and its reader. */
        public String sentence() {
            return sentence;
        }
    }
}
