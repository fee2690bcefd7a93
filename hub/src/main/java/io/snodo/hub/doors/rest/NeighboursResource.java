package io.snodo.hub.doors.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.hub.federation.Neighbour;
import io.snodo.hub.federation.Neighbours;
import io.snodo.hub.identity.Office;
import io.snodo.hub.operators.Redelivery;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** How it stands with neighbouring hubs, and how an operator's program sends on again what they have found at fault. */
@Component
@Path("/operator/hubs")
@Produces(MediaType.APPLICATION_JSON)
public class NeighboursResource {
    private static final String DIGITS = "[0-9]{1,18}";

    private final Neighbours neighbours;
    private final Redelivery redelivery;
    private final Clock clock;

    NeighboursResource(Neighbours neighbours, Redelivery redelivery, Clock clock) {
        this.neighbours = neighbours;
        this.redelivery = redelivery;
        this.clock = clock;
    }

    /** Of those asked for; the rest is not parked any more. */
    record Again(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Long> again,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Long> notParked) {}

    @GET
    public Listing<Neighbour> hubs() {
        return new Listing<>(neighbours.all(), null);
    }

    /** In the order in which they were said; {@code after} is the id that the last page ended with. */
    @GET
    @Path("parked")
    public Listing<Neighbour.AtFault> parked(@QueryParam("after") @DefaultValue("0") String after) {
        if (!after.matches(DIGITS)) {
            throw Asked.wrong("after");
        }
        List<Neighbour.AtFault> page = neighbours.atFault(null, Long.parseLong(after));
        return new Listing<>(
                page,
                page.size() < Neighbours.MOST
                        ? null
                        : "?after=" + page.getLast().id());
    }

    @POST
    @Path("redelivery")
    @Consumes(MediaType.APPLICATION_JSON)
    public Again again(InputStream body, @Context SecurityContext caller) {
        Redelivery.Outcome outcome = redelivery.passedAgain(
                new Office.HubOperator(caller.getUserPrincipal().getName()), ids(Asked.read(body, clock)));
        return new Again(outcome.again(), outcome.notParked());
    }

    private static List<Long> ids(Asked asked) {
        JsonNode named = asked.object().path("messages");
        if (!named.isArray() || named.isEmpty() || named.size() > Neighbours.MOST) {
            throw Asked.wrong("messages");
        }
        List<Long> ids = new ArrayList<>();
        for (JsonNode id : named) {
            if (!id.isIntegralNumber() || !id.canConvertToLong()) {
                throw Asked.wrong("messages");
            }
            ids.add(id.asLong());
        }
        return ids;
    }
}
