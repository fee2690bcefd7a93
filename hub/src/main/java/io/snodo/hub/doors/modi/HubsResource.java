package io.snodo.hub.doors.modi;

import io.snodo.hub.doors.rest.Refused;
import io.snodo.hub.dossier.Dossiers;
import io.snodo.hub.federation.HubAnswer;
import io.snodo.hub.federation.HubCall;
import io.snodo.hub.federation.TakeCall;
import io.snodo.hub.members.Members;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Where other hubs call, and nobody else. */
@Component
@Path("/hubs")
@Produces(MediaType.APPLICATION_JSON)
public class HubsResource {
    private static final Duration LATER = Duration.ofSeconds(5);

    private final TakeCall take;
    private final Members members;
    private final Dossiers dossiers;

    HubsResource(TakeCall take, Members members, Dossiers dossiers) {
        this.take = take;
        this.members = members;
        this.dossiers = dossiers;
    }

    @POST
    @Path("calls")
    @Consumes(MediaType.APPLICATION_JSON)
    public HubAnswer call(byte[] body, @Context SecurityContext caller) {
        return switch (take.take(new MemberCode(caller.getUserPrincipal().getName()), read(body))) {
            case TakeCall.Taken.Answered(HubAnswer answer) -> answer;
            case TakeCall.Taken.Refused(Refusal refusal) -> throw new Refused(refusal);
        };
    }

    /** For a member behind the caller, who passes it on as it is. */
    @GET
    @Path("evidence/{ticket}/{party}")
    public Response evidence(
            @PathParam("ticket") String ticket, @PathParam("party") String party, @Context SecurityContext caller) {
        MemberCode hub = new MemberCode(caller.getUserPrincipal().getName());
        MemberCode member;
        TicketNumber number;
        try {
            member = new MemberCode(party);
            number = new TicketNumber(ticket);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        if (!members.via(member).equals(Optional.of(hub))) {
            throw unknown();
        }
        return switch (dossiers.of(member, number)) {
            case Dossiers.Answer.Given(InputStream file) -> {
                StreamingOutput output = out -> {
                    try (file) {
                        file.transferTo(out);
                    }
                };
                yield Response.ok(output, MediaType.APPLICATION_JSON).build();
            }
            case Dossiers.Answer.Unknown() -> throw unknown();
            case Dossiers.Answer.Busy() -> throw new Refused(Refusal.later(RefusalCode.HUB_BUSY, LATER));
        };
    }

    private static Refused unknown() {
        return new Refused(Refusal.of(RefusalCode.TICKET_UNKNOWN));
    }

    private static HubCall read(byte[] body) {
        try {
            return Json.MAPPER.readValue(body, HubCall.class);
        } catch (JacksonException e) {
            throw new Refused(Refusal.of(RefusalCode.JSON_MALFORMED));
        }
    }
}
