package io.snodo.hub.doors.rest;

import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Whether the hub is up; open to everybody, and tells no more than that. */
@Component
@Path("/status")
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {
    private static final Duration LATER = Duration.ofSeconds(10);

    private final HealthEndpoint health;

    StatusResource(HealthEndpoint health) {
        this.health = health;
    }

    record HubStatus(String status) {}

    @GET
    public HubStatus status() {
        if (!Status.UP.equals(health.health().getStatus())) {
            throw new Refused(new Refusal(RefusalCode.HUB_BUSY, "the hub does not work at present", LATER));
        }
        return new HubStatus("up");
    }
}
