package io.snodo.spoke.link;

import io.snodo.messages.refusal.RefusalCode;

/** What an {@link Addressee} makes of a message. */
public sealed interface Answer {
    /** Applied, and read back; L3. */
    record Taken() implements Answer {}

    /** Will never be applied; the sender is told the code. */
    record Rejected(RefusalCode code) implements Answer {}

    /** Not now: comes again, and nothing of its lane before it. {@code cause} is shown to the operator. */
    record Later(String cause) implements Answer {}
}
