package io.snodo.hub.delivery;

import io.snodo.hub.members.Binding;
import io.snodo.messages.MemberCode;
import java.net.URI;

/** Calls members at their endpoints; one implementation a binding that pushes. */
public interface Post {
    /** Whether it is the one for {@code binding}. */
    boolean serves(Binding binding);

    /**
     * Puts the parcel there; returns within a bounded time, and reads no more of the answer than it needs. May be called
     * for many members at once, for one member one after the other.
     *
     * @param to the member's endpoint, or for an answer an address of the same origin
     */
    Result put(MemberCode member, URI to, Parcel parcel);

    /** What came of it. */
    sealed interface Result {
        /** The member has said that it has it. */
        record Put() implements Result {}

        /** Nothing wrong with the parcel: the endpoint is away, slow, or not what it should be. */
        record Wait(String cause) implements Result {}

        /** The endpoint refuses this parcel by itself. */
        record AtFault(String cause) implements Result {}
    }
}
