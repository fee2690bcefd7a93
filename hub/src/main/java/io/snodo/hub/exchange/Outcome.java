package io.snodo.hub.exchange;

import io.snodo.messages.refusal.Refusal;
import java.util.UUID;

/** What is to be answered: at once, or with the stamp at a place in the batch. */
sealed interface Outcome {
    record Now(Decision decision) implements Outcome {}

    record Stamped(int position) implements Outcome {}

    static Outcome refused(UUID message, Refusal refusal) {
        return new Now(new Decision.Refused(message, refusal));
    }
}
