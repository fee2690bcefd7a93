package io.snodo.hub.doors.rest;

import io.snodo.hub.dossier.Dossiers;
import io.snodo.hub.federation.HomeEvidence;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The evidence of a ticket as one file, for the calling member if it is a party. */
@Component
@Path("/tickets/{number}/evidence")
public class EvidenceResource {
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Dossiers dossiers;
    private final HomeEvidence homes;

    EvidenceResource(Dossiers dossiers, HomeEvidence homes) {
        this.dossiers = dossiers;
        this.homes = homes;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response file(@PathParam("number") String number, @Context SecurityContext caller) {
        TicketNumber ticket = number(number);
        MemberCode party = new MemberCode(caller.getUserPrincipal().getName());
        return switch (dossiers.of(party, ticket)) {
            case Dossiers.Answer.Given(InputStream file) -> whole(file, ticket);
            case Dossiers.Answer.Unknown() -> ofHome(party, ticket);
            case Dossiers.Answer.Busy() -> throw new Refused(Refusal.later(RefusalCode.HUB_BUSY, LATER));
        };
    }

    /** What another hub has decided on, that vouches for. */
    private Response ofHome(MemberCode party, TicketNumber ticket) {
        return switch (homes.of(party, ticket)) {
            case HomeEvidence.Answer.Given(byte[] file) -> whole(new ByteArrayInputStream(file), ticket);
            case HomeEvidence.Answer.Refused(Refusal refusal) -> throw new Refused(refusal);
        };
    }

    private static Response whole(InputStream file, TicketNumber ticket) {
        StreamingOutput output = out -> {
            try (file) {
                file.transferTo(out);
            }
        };
        return Response.ok(output, MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"evidence-" + ticket.value() + ".json\"")
                .build();
    }

    private static TicketNumber number(String text) {
        try {
            return new TicketNumber(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Refused unknown() {
        return new Refused(Refusal.of(RefusalCode.TICKET_UNKNOWN));
    }
}
