package io.snodo.ops.attack.interfaces;

/** Where a caller puts something of its own into a call. */
public record Slot(Place place, String name) {

    /** The part of a call that a slot is in. */
    public enum Place {
        PATH,
        QUERY,
        HEADER,
        FORM,
        /** An element of a SOAP body. */
        ELEMENT,
        /** An element of a SOAP header. */
        ABOUT
    }
}
