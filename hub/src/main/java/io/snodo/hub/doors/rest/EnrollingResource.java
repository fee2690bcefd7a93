package io.snodo.hub.doors.rest;

import io.snodo.hub.enrolment.Invitations;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.Admitting;
import io.snodo.hub.operators.CertificateRevocation;
import io.snodo.hub.operators.ConformanceReport;
import io.snodo.hub.operators.HeldCertificate;
import io.snodo.hub.operators.Inviting;
import io.snodo.messages.MemberCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** How an operator's program lets members in: invitations, certificates, admission. */
@Component
@Path("/operator/members")
@Produces(MediaType.APPLICATION_JSON)
public class EnrollingResource {
    private static final int REASON = 500;
    private static final int FINGERPRINT = 64;
    private static final int REPORT = 8_000;

    private final Inviting inviting;
    private final CertificateRevocation certificates;
    private final Admitting admitting;
    private final KnownMembers members;
    private final Clock clock;

    EnrollingResource(
            Inviting inviting,
            CertificateRevocation certificates,
            Admitting admitting,
            KnownMembers members,
            Clock clock) {
        this.admitting = admitting;
        this.inviting = inviting;
        this.certificates = certificates;
        this.members = members;
        this.clock = clock;
    }

    @POST
    @Path("{code}/invitation")
    public Invitations.Invited invite(@PathParam("code") String code, @Context SecurityContext caller) {
        return inviting.invite(caller.getUserPrincipal().getName(), members.member(code))
                .orElseThrow(KnownMembers::notFound);
    }

    @DELETE
    @Path("{code}/invitation")
    public OperatedMembersResource.Done withdraw(@PathParam("code") String code, @Context SecurityContext caller) {
        MemberCode member = members.member(code);
        return done(inviting.withdraw(caller.getUserPrincipal().getName(), member), member);
    }

    @GET
    @Path("{code}/certificates")
    public Listing<HeldCertificate> certificates(@PathParam("code") String code) {
        return new Listing<>(certificates.of(members.member(code)), null);
    }

    @POST
    @Path("{code}/certificate-revocations")
    @Consumes(MediaType.APPLICATION_JSON)
    public OperatedMembersResource.Done revoke(
            @PathParam("code") String code, InputStream body, @Context SecurityContext caller) {
        MemberCode member = members.member(code);
        Asked asked = Asked.read(body, clock);
        String fingerprint = asked.text("fingerprint", FINGERPRINT);
        String reason = asked.text("reason", REASON);
        return done(certificates.revoke(caller.getUserPrincipal().getName(), member, fingerprint, reason), member);
    }

    /** With the kit's signed report; without one {@code report} is left out, and the reason says why. */
    @POST
    @Path("{code}/admission")
    @Consumes(MediaType.APPLICATION_JSON)
    public OperatedMembersResource.Done admit(
            @PathParam("code") String code, InputStream body, @Context SecurityContext caller) {
        MemberCode member = members.member(code);
        Asked asked = Asked.read(body, clock);
        String reason = asked.text("reason", REASON);
        String operator = caller.getUserPrincipal().getName();
        if (!asked.object().has("report")) {
            return done(admitting.admitWithoutReport(operator, member, reason), member);
        }
        ConformanceReport report =
                ConformanceReport.read(asked.text("report", REPORT)).orElseThrow(() -> Asked.wrong("report"));
        Act.Result result = admitting.admit(operator, member, report, reason);
        if (result == Act.Result.REFUSED) {
            throw Asked.wrong("report");
        }
        return done(result, member);
    }

    private OperatedMembersResource.Done done(Act.Result result, MemberCode member) {
        return new OperatedMembersResource.Done(result, members.standing(member));
    }
}
