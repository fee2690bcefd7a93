package io.snodo.hub.doors.rest;

import io.snodo.messages.refusal.Refusal;
import java.util.Map;

/** A refusal on its way out of a resource method; it becomes the problem document in one place. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;
    private final transient Map<String, String> headers;

    public Refused(Refusal refusal) {
        this(refusal, Map.of());
    }

    /** @param headers that say more than the problem does */
    Refused(Refusal refusal, Map<String, String> headers) {
        super(refusal.code().wire(), null, false, false); // an answer, not a fault: nobody needs the stack
        this.refusal = refusal;
        this.headers = headers;
    }

    Map<String, String> headers() {
        return headers;
    }

    Refusal refusal() {
        return refusal;
    }
}
