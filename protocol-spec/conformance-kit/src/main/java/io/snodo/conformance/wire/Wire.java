package io.snodo.conformance.wire;

import java.util.Optional;

/** One member's way to the hub and back, over one binding. */
public interface Wire extends AutoCloseable {

    /** Takes what the hub puts out; {@code odd} says what is wrong with how it was put, and is empty otherwise. */
    interface Inbox {
        void frame(byte[] body, String odd);
    }

    /** How something is sent. */
    enum Manner {
        /** As the binding wants it. */
        USUAL,
        /** In another form that the binding takes as well. */
        OTHER
    }

    /** Empty if it was taken; otherwise the binding's own no, which is not yet the hub's answer. */
    Optional<String> send(byte[] sealed, String correlation, Manner manner);

    /** Whether the member is kept from this: {@code write}, {@code read} or {@code make}. */
    boolean isForbidden(String deed, String address);

    @Override
    void close();
}
