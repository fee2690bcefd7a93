package io.snodo.hub.doors.rest;

import io.snodo.hub.leaving.Export;
import io.snodo.hub.leaving.Exports;
import io.snodo.hub.leaving.Leaving;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that is the calling member's own, as one file: asked for, looked after, fetched. */
@Component
@Path("/export")
public class ExportResource {
    private final Exports exports;
    private final Leaving leaving;

    ExportResource(Exports exports, Leaving leaving) {
        this.exports = exports;
        this.leaving = leaving;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Export ask(@Context SecurityContext caller) {
        MemberCode member = member(caller);
        return leaving.exportAgain(member, member.value()).orElseGet(() -> exports.ask(member, member.value()));
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Export latest(@Context SecurityContext caller) {
        return exports.of(member(caller)).orElseThrow(ExportResource::none);
    }

    @GET
    @Path("file")
    @Produces("application/zip")
    public Response file(
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @Context SecurityContext caller) {
        return new ExportAnswer(exports, latest(caller)).get(range, ifRange);
    }

    private static MemberCode member(SecurityContext caller) {
        return new MemberCode(caller.getUserPrincipal().getName());
    }

    private static Refused none() {
        return new Refused(Refusal.of(RefusalCode.NOT_FOUND));
    }
}
