package io.snodo.hub.doors.rest;

import io.snodo.hub.enrolment.Enrolment;
import io.snodo.hub.enrolment.Settled;
import io.snodo.messages.Json;
import io.snodo.messages.enrolment.Enrolled;
import io.snodo.messages.enrolment.EnrolmentRequest;
import io.snodo.messages.enrolment.KeyOffer;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Where an invitation is redeemed; who comes here has nothing else to show yet. */
@Component
@Path("/enrolment")
@Produces(MediaType.APPLICATION_JSON)
public class EnrolmentResource {
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 200;

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
    public Enrolled enrol(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, InputStream body) {
        if (authorization == null) {
            throw new Refused(Refusal.of(RefusalCode.TOKEN_MISSING));
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || authorization.length() > LONGEST) {
            throw new Refused(Refusal.of(RefusalCode.INVITATION_UNKNOWN));
        }
        String token = authorization.substring(SCHEME.length()).strip();
        return answer(enrolment.enrol(token, read(new BoundedBody(clock).text(body))), settled);
    }

    static Enrolled answer(Enrolment.Answer answer, Settled settled) {
        return switch (answer) {
            case Enrolment.Answer.Issued issued -> settled.of(issued);
            case Enrolment.Answer.Refused(Refusal refusal) -> throw new Refused(refusal);
        };
    }

    static Map<Purpose, KeyOffer> read(String json) {
        try {
            return Json.MAPPER
                    .treeToValue(Asked.tree(json), EnrolmentRequest.class)
                    .keys();
        } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
            throw new Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "keys"));
        }
    }
}
