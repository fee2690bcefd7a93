package io.snodo.hub.doors.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.hub.leaving.Export;
import io.snodo.hub.leaving.Exports;
import io.snodo.hub.leaving.Leaving;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.Exit;
import io.snodo.messages.MemberCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an operator's program does when a member leaves, or wants what is its own; also of one that has left. */
@Component
@Path("/operator/members")
@Produces(MediaType.APPLICATION_JSON)
public class DeparturesResource {
    private static final int REASON = 500;

    private final Exit exit;
    private final Leaving leaving;
    private final Exports exports;
    private final KnownMembers members;
    private final Clock clock;

    DeparturesResource(Exit exit, Leaving leaving, Exports exports, KnownMembers members, Clock clock) {
        this.exit = exit;
        this.leaving = leaving;
        this.exports = exports;
        this.members = members;
        this.clock = clock;
    }

    /** What came of an act; {@code departure} is absent where none has begun. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Moved(Act.Result result, Leaving.@Nullable Sight departure) {}

    @GET
    @Path("{code}/departure")
    public Leaving.Sight departure(@PathParam("code") String code) {
        return leaving.of(KnownMembers.code(code)).orElseThrow(KnownMembers::notFound);
    }

    @POST
    @Path("{code}/departure")
    @Consumes(MediaType.APPLICATION_JSON)
    public Moved begin(@PathParam("code") String code, InputStream body, @Context SecurityContext caller) {
        MemberCode member = members.member(code);
        String reason = Asked.read(body, clock).text("reason", REASON);
        return moved(exit.exit(caller.getUserPrincipal().getName(), member, reason), member);
    }

    @POST
    @Path("{code}/stay")
    @Consumes(MediaType.APPLICATION_JSON)
    public Moved stay(@PathParam("code") String code, InputStream body, @Context SecurityContext caller) {
        MemberCode member = members.member(code);
        String reason = Asked.read(body, clock).text("reason", REASON);
        return moved(exit.stay(caller.getUserPrincipal().getName(), member, reason), member);
    }

    @POST
    @Path("{code}/erasure")
    @Consumes(MediaType.APPLICATION_JSON)
    public Moved erase(@PathParam("code") String code, InputStream body, @Context SecurityContext caller) {
        MemberCode member = KnownMembers.code(code);
        departure(code);
        String reason = Asked.read(body, clock).text("reason", REASON);
        return moved(exit.erase(caller.getUserPrincipal().getName(), member, reason), member);
    }

    @POST
    @Path("{code}/export")
    public Export ask(@PathParam("code") String code, @Context SecurityContext caller) {
        return exit.export(caller.getUserPrincipal().getName(), members.member(code));
    }

    @GET
    @Path("{code}/export")
    public Export export(@PathParam("code") String code) {
        return exports.of(KnownMembers.code(code)).orElseThrow(KnownMembers::notFound);
    }

    @GET
    @Path("{code}/export/file")
    @Produces("application/zip")
    public Response file(
            @PathParam("code") String code,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange) {
        return new ExportAnswer(exports, export(code)).get(range, ifRange);
    }

    private Moved moved(Act.Result result, MemberCode member) {
        return new Moved(result, leaving.of(member).orElse(null));
    }
}
