package io.snodo.spoke.desk.agreements;

import io.snodo.messages.body.Deed;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One word of ours to an agreement.
 *
 * @param deed as it was read by who said it
 * @param accepts otherwise it leaves
 * @param operator who said it, by login
 */
public record Adhesion(
        UUID message,
        Deed deed,
        boolean accepts,
        String operator,
        Instant saidAt,
        Standing standing,
        @Nullable RefusalCode refusal) {
    /** How far it has come. */
    public enum Standing {
        ON_ITS_WAY,
        RECORDED,
        REFUSED
    }
}
