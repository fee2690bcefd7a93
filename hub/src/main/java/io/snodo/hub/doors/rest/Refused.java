package io.snodo.hub.doors.rest;

import io.snodo.messages.refusal.Refusal;

/** A refusal on its way out of a resource method; it becomes the problem document in one place. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.code().wire(), null, false, false); // an answer, not a fault: nobody needs the stack
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
