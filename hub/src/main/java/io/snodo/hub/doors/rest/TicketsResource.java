package io.snodo.hub.doors.rest;

import io.snodo.hub.exchange.TicketView;
import io.snodo.hub.exchange.Tickets;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tickets that the calling member is a party of. */
@Component
@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketsResource {
    private static final int MAX_PAGE = 200;

    private final Tickets tickets;

    TicketsResource(Tickets tickets) {
        this.tickets = tickets;
    }

    /** Newest first; {@code before} is the number that the last page ended with. */
    @GET
    public Listing<TicketView> page(
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("before") @Nullable String before,
            @Context SecurityContext caller) {
        int size = size(limit);
        TicketNumber last = before == null ? null : number(before);
        List<TicketView> page = CurrentTenant.during(member(caller), () -> tickets.page(size, last));
        return new Listing<>(page, page.size() < size ? null : next(page, size));
    }

    @GET
    @Path("{number}")
    public Response one(@PathParam("number") String number, @Context SecurityContext caller, @Context Request request) {
        TicketView ticket = CurrentTenant.during(member(caller), () -> tickets.find(number(number)))
                .orElseThrow(TicketsResource::unknown);
        return Conditional.answer(request, ticket.number().value() + "-" + ticket.sequence(), ticket);
    }

    private static String next(List<TicketView> page, int size) {
        return "?before=" + page.getLast().number().value() + "&limit=" + size;
    }

    private static MemberCode member(SecurityContext caller) {
        return new MemberCode(caller.getUserPrincipal().getName());
    }

    private static int size(String limit) {
        try {
            return Math.clamp(Integer.parseInt(limit), 1, MAX_PAGE);
        } catch (NumberFormatException e) {
            throw new Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "limit"));
        }
    }

    /** A number that cannot be one is as unknown as one that is not there. */
    private static TicketNumber number(String text) {
        try {
            return new TicketNumber(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Refused unknown() {
        return new Refused(Refusal.of(RefusalCode.TICKET_UNKNOWN));
    }
}
