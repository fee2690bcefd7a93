package io.snodo.hub.doors.rest;

import io.snodo.hub.attachments.Attachment;
import io.snodo.hub.attachments.Attachments;
import io.snodo.hub.attachments.BringContent;
import io.snodo.hub.attachments.FetchContent;
import io.snodo.hub.doors.Upload;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The files on a ticket and their contents, for the calling member; the same on both doors that speak HTTP. */
@Component
@Path("/tickets/{number}/attachments")
public class AttachmentsResource {
    /** Of the draft for resumable uploads. */
    public static final String CHUNK = "application/partial-upload";

    private static final String OFFSET = "Upload-Offset";
    private static final String COMPLETE = "Upload-Complete";

    private final Attachments attachments;
    private final BringContent bring;
    private final FetchContent fetch;

    AttachmentsResource(Attachments attachments, BringContent bring, FetchContent fetch) {
        this.attachments = attachments;
        this.bring = bring;
        this.fetch = fetch;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Listing<Attachment> all(@PathParam("number") String number, @Context SecurityContext caller) {
        return new Listing<>(
                attachments
                        .of(member(caller), ticket(number, RefusalCode.TICKET_UNKNOWN))
                        .orElseThrow(() -> refused(RefusalCode.TICKET_UNKNOWN)),
                null);
    }

    @GET
    @Path("{offer}")
    @Produces(MediaType.APPLICATION_JSON)
    public Attachment one(
            @PathParam("number") String number, @PathParam("offer") String offer, @Context SecurityContext caller) {
        return attachments
                .find(member(caller), ticket(number), id(offer))
                .orElseThrow(() -> refused(RefusalCode.ATTACHMENT_UNKNOWN));
    }

    @HEAD
    @Path("{offer}/upload")
    public Response offset(
            @PathParam("number") String number, @PathParam("offer") String offer, @Context SecurityContext caller) {
        return answer(bring.ask(member(caller), ticket(number), id(offer)), false);
    }

    @PATCH
    @Path("{offer}/upload")
    @Consumes(CHUNK)
    @Produces(MediaType.APPLICATION_JSON)
    public Response append(
            @PathParam("number") String number,
            @PathParam("offer") String offer,
            @HeaderParam(OFFSET) @Nullable String offset,
            @HeaderParam(COMPLETE) @Nullable String complete,
            @Context SecurityContext caller,
            @Context HttpServletRequest request) {
        if (request.getContentLengthLong() > bring.most()) {
            throw refused(RefusalCode.CHUNK_TOO_LARGE);
        }
        BringContent.Chunk chunk = new BringContent.Chunk(number(offset), isLast(complete), Upload.body(request));
        return answer(bring.append(member(caller), ticket(number), id(offer), chunk), true);
    }

    @DELETE
    @Path("{offer}/upload")
    public Response drop(
            @PathParam("number") String number, @PathParam("offer") String offer, @Context SecurityContext caller) {
        return answer(bring.drop(member(caller), ticket(number), id(offer)), false);
    }

    @HEAD
    @Path("{offer}/content")
    public Response about(
            @PathParam("number") String number, @PathParam("offer") String offer, @Context SecurityContext caller)
            throws IOException {
        return switch (fetch.fetch(member(caller), ticket(number), id(offer))) {
            case FetchContent.Answer.Refused(Refusal refusal) -> throw new Refused(refusal);
            case FetchContent.Answer.Given given -> {
                given.content().close();
                yield new ContentAnswer(given.attachment()).head();
            }
        };
    }

    @GET
    @Path("{offer}/content")
    public Response content(
            @PathParam("number") String number,
            @PathParam("offer") String offer,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @Context SecurityContext caller,
            @Context Request request)
            throws IOException {
        return switch (fetch.fetch(member(caller), ticket(number), id(offer))) {
            case FetchContent.Answer.Refused(Refusal refusal) -> throw new Refused(refusal);
            case FetchContent.Answer.Given given ->
                new ContentAnswer(given.attachment()).get(given.content(), request, range, ifRange);
        };
    }

    private Response answer(BringContent.Answer answer, boolean withAttachment) {
        return switch (answer) {
            case BringContent.Answer.Partly(long offset) -> headed(Response.noContent(), offset, "?0");
            case BringContent.Answer.Whole(Attachment attachment) ->
                headed(withAttachment ? Response.ok(attachment) : Response.noContent(), attachment.size(), "?1");
            case BringContent.Answer.Refused(Refusal refusal, var offset) ->
                throw new Refused(refusal, offset == null ? Map.of() : Map.of(OFFSET, offset.toString()));
        };
    }

    private Response headed(Response.ResponseBuilder answer, long offset, String complete) {
        return answer.header(OFFSET, offset)
                .header(COMPLETE, complete)
                .header("Upload-Limit", "max-append-size=" + bring.most())
                .build();
    }

    /** A structured header: an integer (RFC 9651). */
    private static long number(@Nullable String offset) {
        if (offset == null || !offset.matches("[0-9]{1,15}")) {
            throw new Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, OFFSET));
        }
        return Long.parseLong(offset);
    }

    /** A structured header: a boolean. */
    private static boolean isLast(@Nullable String complete) {
        if (!"?1".equals(complete) && !"?0".equals(complete)) {
            throw new Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, COMPLETE));
        }
        return "?1".equals(complete);
    }

    private static MemberCode member(SecurityContext caller) {
        return new MemberCode(caller.getUserPrincipal().getName());
    }

    private static TicketNumber ticket(String number) {
        return ticket(number, RefusalCode.ATTACHMENT_UNKNOWN);
    }

    /** What cannot be one is as unknown as one that is not there. */
    private static TicketNumber ticket(String number, RefusalCode otherwise) {
        try {
            return new TicketNumber(number);
        } catch (IllegalArgumentException e) {
            throw refused(otherwise);
        }
    }

    private static UUID id(String offer) {
        if (!offer.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw refused(RefusalCode.ATTACHMENT_UNKNOWN);
        }
        return UUID.fromString(offer);
    }

    private static Refused refused(RefusalCode code) {
        return new Refused(Refusal.of(code));
    }
}
