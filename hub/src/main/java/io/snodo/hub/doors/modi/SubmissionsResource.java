package io.snodo.hub.doors.modi;

import io.snodo.hub.delivery.Outcome;
import io.snodo.hub.doors.rest.Conditional;
import io.snodo.hub.doors.rest.Refused;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.identity.Problems;
import io.snodo.hub.submissions.Submission;
import io.snodo.hub.submissions.Submissions;
import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes sealed messages, and says later what became of them: where it is asked, or where it was told to call. */
@Component
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionsResource {
    static final String BINDING = "rest";

    private final Submissions submissions;

    SubmissionsResource(Submissions submissions) {
        this.submissions = submissions;
    }

    /** That a message was taken, and under which correlation id. */
    record Taken(UUID correlation, String status) {}

    record Progress(String status) {}

    @POST
    @Path("messages")
    @Consumes({Addresses.SEALED, Addresses.SELECTIVE})
    public Response submit(
            byte[] body,
            @HeaderParam("X-ReplyTo") @Nullable String replyTo,
            @Context SecurityContext caller,
            @Context HttpServletRequest request) {
        String jws = new String(body, StandardCharsets.US_ASCII).strip();
        String audit = request.getAttribute(TokenFilter.AUDIT) instanceof String token ? token : null;
        Submissions.Wish wish = new Submissions.Wish(address(replyTo), audit);
        return switch (submissions.submit(new Incoming(jws, member(caller), BINDING), wish)) {
            case Submissions.Taken.Refused(Refusal refusal) -> throw new Refused(refusal);
            case Submissions.Taken.Kept(UUID id) -> {
                request.setAttribute(Problems.CORRELATION, id.toString()); // the answer's X-Correlation-ID
                Response.ResponseBuilder answer = Response.accepted(new Taken(id, "accepted"));
                yield replyTo == null
                        ? answer.location(URI.create("submissions/" + id)).build()
                        : answer.build();
            }
        };
    }

    @GET
    @Path("submissions/{id}")
    public Response status(@PathParam("id") String id, @Context SecurityContext caller) {
        Submission submission = find(id, caller);
        return submission.outcome().isPresent()
                ? Response.seeOther(URI.create("submissions/" + id + "/outcome"))
                        .build()
                : Response.ok(new Progress("processing")).build();
    }

    @GET
    @Path("submissions/{id}/outcome")
    public Response outcome(@PathParam("id") String id, @Context SecurityContext caller, @Context Request request) {
        Outcome outcome = find(id, caller).outcome().orElseThrow(SubmissionsResource::notFound);
        return Conditional.answer(request, id, outcome); // it never changes
    }

    private Submission find(String id, SecurityContext caller) {
        try {
            return submissions.find(member(caller), UUID.fromString(id)).orElseThrow(SubmissionsResource::notFound);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static @Nullable URI address(@Nullable String replyTo) {
        try {
            return replyTo == null ? null : new URI(replyTo);
        } catch (URISyntaxException e) {
            throw new Refused(Refusal.of(RefusalCode.REPLY_TO_FOREIGN));
        }
    }

    private static MemberCode member(SecurityContext caller) {
        return new MemberCode(caller.getUserPrincipal().getName());
    }

    private static Refused notFound() {
        return new Refused(Refusal.of(RefusalCode.NOT_FOUND));
    }
}
