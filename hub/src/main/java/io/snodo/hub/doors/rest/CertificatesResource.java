package io.snodo.hub.doors.rest;

import io.snodo.hub.enrolment.Enrolment;
import io.snodo.hub.enrolment.Settled;
import io.snodo.hub.identity.UnderSeal;
import io.snodo.hub.operators.CertificateRevocation;
import io.snodo.hub.operators.HeldCertificate;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Enrolled;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** A member's own certificates: which there are, and new ones before they end. */
@Component
@Path("/certificates")
@Produces(MediaType.APPLICATION_JSON)
public class CertificatesResource {
    private final Enrolment enrolment;
    private final Settled settled;
    private final CertificateRevocation held;
    private final Clock clock;

    CertificatesResource(Enrolment enrolment, Settled settled, CertificateRevocation held, Clock clock) {
        this.enrolment = enrolment;
        this.settled = settled;
        this.held = held;
        this.clock = clock;
    }

    @GET
    public Listing<HeldCertificate> own(@Context SecurityContext caller) {
        return new Listing<>(held.of(member(caller)), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Enrolled renew(InputStream body, @Context SecurityContext caller) {
        return EnrolmentResource.answer(
                enrolment.renew(
                        member(caller),
                        ((UnderSeal) caller.getUserPrincipal()).sealKey(),
                        EnrolmentResource.read(new BoundedBody(clock).text(body))),
                settled);
    }

    private static MemberCode member(SecurityContext caller) {
        return new MemberCode(caller.getUserPrincipal().getName());
    }
}
