package io.snodo.hub.doors.rest;

import io.snodo.hub.enrolment.Enrolment;
import io.snodo.hub.enrolment.Settled;
import io.snodo.messages.Json;
import io.snodo.messages.enrolment.Enrolled;
import io.snodo.messages.enrolment.EnrolmentRequest;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Where an invitation is redeemed; open to everybody, for who comes here has nothing else to show yet. */
@Component
@Path("/enrolment")
@Produces(MediaType.APPLICATION_JSON)
public class EnrolmentResource {
    private final Enrolment enrolment;
    private final Settled settled;
    private final Clock clock;

    EnrolmentResource(Enrolment enrolment, Settled settled, Clock clock) {
        this.enrolment = enrolment;
        this.settled = settled;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Enrolled enrol(InputStream body) {
        return answer(enrolment.enrol(read(new BoundedBody(clock).text(body))), settled);
    }

    static Enrolled answer(Enrolment.Answer answer, Settled settled) {
        return switch (answer) {
            case Enrolment.Answer.Issued issued -> settled.of(issued);
            case Enrolment.Answer.Refused(Refusal refusal) -> throw new Refused(refusal);
        };
    }

    private static EnrolmentRequest read(String json) {
        try {
            return Json.MAPPER.treeToValue(Asked.tree(json), EnrolmentRequest.class);
        } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
            throw new Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "invitation, secret, keys"));
        }
    }
}
