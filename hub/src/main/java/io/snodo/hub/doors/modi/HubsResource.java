package io.snodo.hub.doors.modi;

import io.snodo.hub.doors.rest.Refused;
import io.snodo.hub.federation.HubAnswer;
import io.snodo.hub.federation.HubCall;
import io.snodo.hub.federation.TakeCall;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Where other hubs call, and nobody else. */
@Component
@Path("/hubs")
@Produces(MediaType.APPLICATION_JSON)
public class HubsResource {
    private final TakeCall take;

    HubsResource(TakeCall take) {
        this.take = take;
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

    private static HubCall read(byte[] body) {
        try {
            return Json.MAPPER.readValue(body, HubCall.class);
        } catch (JacksonException e) {
            throw new Refused(Refusal.of(RefusalCode.JSON_MALFORMED));
        }
    }
}
