package io.snodo.hub.doors.modi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.hub.delivery.HowFar;
import io.snodo.hub.delivery.Mailbox;
import io.snodo.hub.doors.rest.Conditional;
import io.snodo.hub.doors.rest.Refused;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What waits for the calling member, and how far its own messages have come. */
@Component
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class MailboxResource {
    private final Mailbox mailbox;
    private final HowFar howFar;

    MailboxResource(Mailbox mailbox, HowFar howFar) {
        this.mailbox = mailbox;
        this.howFar = howFar;
    }

    /** @param cursor where the next page begins; a text, because nobody is to count with it */
    record Page(@JsonInclude(JsonInclude.Include.ALWAYS) List<Frame.Delivery> items, String cursor) {}

    record Steps(@JsonInclude(JsonInclude.Include.ALWAYS) List<Frame.Step> items) {}

    @GET
    @Path("deliveries")
    public Response deliveries(
            @QueryParam("cursor") @DefaultValue("0") String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @Context SecurityContext caller,
            @Context Request request) {
        long from = number(cursor, "cursor");
        Mailbox.Page page = mailbox.after(member(caller), from, (int) Math.min(number(limit, "limit"), Mailbox.MOST));
        String version = from + "-" + page.cursor() + "-" + page.items().size();
        return Conditional.answer(request, version, new Page(page.items(), Long.toString(page.cursor())));
    }

    @GET
    @Path("progress")
    public Response progress(
            @QueryParam("since") @DefaultValue("1970-01-01T00:00:00Z") String since,
            @Context SecurityContext caller,
            @Context Request request) {
        List<Frame.Step> steps = howFar.since(member(caller), instant(since));
        return Conditional.answer(request, Long.toHexString(version(steps)), new Steps(steps));
    }

    /** By the words themselves: a hash code would be another in every process. */
    private static long version(List<Frame.Step> steps) {
        long version = steps.size();
        for (Frame.Step step : steps) {
            version = version * 1_000_003 + step.toString().hashCode();
        }
        return version;
    }

    private static MemberCode member(SecurityContext caller) {
        return new MemberCode(caller.getUserPrincipal().getName());
    }

    private static long number(String text, String name) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, name));
        }
        return Long.parseLong(text);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "since"));
        }
    }
}
