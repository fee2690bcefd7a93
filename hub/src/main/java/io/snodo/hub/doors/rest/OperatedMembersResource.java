package io.snodo.hub.doors.rest;

import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.HeldTickets;
import io.snodo.hub.operators.KeyRevocation;
import io.snodo.hub.operators.Standing;
import io.snodo.hub.operators.Standings;
import io.snodo.hub.operators.Suspension;
import io.snodo.messages.MemberCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What an operator's program sees of each member, and does with it. */
@Component
@Path("/operator/members")
@Produces(MediaType.APPLICATION_JSON)
public class OperatedMembersResource {
    private static final int REASON = 500;

    private final Standings standings;
    private final KnownMembers members;
    private final HeldTickets tickets;
    private final LimitsInUse limits;
    private final Suspension suspension;
    private final KeyRevocation revocation;
    private final Clock clock;

    OperatedMembersResource(
            Standings standings,
            KnownMembers members,
            HeldTickets tickets,
            LimitsInUse limits,
            Suspension suspension,
            KeyRevocation revocation,
            Clock clock) {
        this.standings = standings;
        this.members = members;
        this.tickets = tickets;
        this.limits = limits;
        this.suspension = suspension;
        this.revocation = revocation;
        this.clock = clock;
    }

    /** What came of an act, and how it stands with the member now. */
    record Done(Act.Result result, Standing member) {}

    @GET
    public Listing<Standing> all() {
        return new Listing<>(standings.all(), null);
    }

    @GET
    @Path("{code}/tickets")
    public Listing<HeldTickets.HeldTicket> tickets(@PathParam("code") String code) {
        return new Listing<>(tickets.of(members.member(code)), null);
    }

    @GET
    @Path("{code}/limits")
    public Listing<LimitsInUse.Use> limits(@PathParam("code") String code) {
        return new Listing<>(limits.of(members.member(code)), null);
    }

    @POST
    @Path("{code}/suspension")
    @Consumes(MediaType.APPLICATION_JSON)
    public Done suspend(@PathParam("code") String code, InputStream body, @Context SecurityContext caller) {
        MemberCode member = members.member(code);
        String reason = Asked.read(body, clock).text("reason", REASON);
        return done(suspension.suspend(caller.getUserPrincipal().getName(), member, reason), member);
    }

    @POST
    @Path("{code}/resumption")
    @Consumes(MediaType.APPLICATION_JSON)
    public Done resume(@PathParam("code") String code, InputStream body, @Context SecurityContext caller) {
        MemberCode member = members.member(code);
        String reason = Asked.read(body, clock).text("reason", REASON);
        return done(suspension.resume(caller.getUserPrincipal().getName(), member, reason), member);
    }

    @POST
    @Path("{code}/revocations")
    @Consumes(MediaType.APPLICATION_JSON)
    public Done revoke(@PathParam("code") String code, InputStream body, @Context SecurityContext caller) {
        MemberCode member = members.member(code);
        Asked asked = Asked.read(body, clock);
        String key = asked.text("key", 60);
        String reason = asked.text("reason", REASON);
        return done(revocation.revoke(caller.getUserPrincipal().getName(), member, key, reason), member);
    }

    private Done done(Act.Result result, MemberCode member) {
        return new Done(result, members.standing(member));
    }
}
