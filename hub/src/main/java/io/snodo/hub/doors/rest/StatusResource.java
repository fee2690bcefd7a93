package io.snodo.hub.doors.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Whether the hub is up; open to everybody, and tells no more than that. */
@Component
@Path("/status")
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {
    private final HealthEndpoint health;

    StatusResource(HealthEndpoint health) {
        this.health = health;
    }

    record HubStatus(String status) {}

    @GET
    public Response status() {
        boolean up = Status.UP.equals(health.health().getStatus());
        return Response.status(up ? 200 : 503)
                .entity(new HubStatus(up ? "up" : "down"))
                .build();
    }
}
