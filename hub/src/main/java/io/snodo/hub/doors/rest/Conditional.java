package io.snodo.hub.doors.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** Answers a conditional request (RFC 9110, 13): what the caller has already is not sent again. */
public final class Conditional {
    private Conditional() {}

    /** {@code version} changes whenever {@code entity} would. */
    public static Response answer(Request request, String version, Object entity) {
        EntityTag tag = new EntityTag(version);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged == null
                ? Response.ok(entity).tag(tag).build()
                : unchanged.tag(tag).build();
    }
}
