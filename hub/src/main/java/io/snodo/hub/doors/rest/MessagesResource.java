package io.snodo.hub.doors.rest;

import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Stamp;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes sealed messages from members that do not stay connected; answers when the hub has decided and committed. */
@Component
@Path("/messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {
    private static final String BINDING = "rest";

    private final Exchange exchange;
    private final Clock clock;

    MessagesResource(Exchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /** The receipt is the hub's stamp; absent for what gets no place in the evidence, such as a member's own receipts. */
    record Taken(UUID message, @Nullable Stamp receipt) {}

    @POST
    @Consumes({Addresses.SEALED, Addresses.SELECTIVE})
    public Taken submit(InputStream body, @Context SecurityContext caller) {
        String jws = new BoundedBody(clock).read(body);
        MemberCode member = new MemberCode(caller.getUserPrincipal().getName());
        return switch (exchange.submit(new Incoming(jws, member, BINDING)).join()) {
            case Decision.Accepted(UUID message, Stamp stamp) -> new Taken(message, stamp);
            case Decision.Noted(UUID message) -> new Taken(message, null);
            case Decision.Passed(UUID message, var _) -> new Taken(message, null);
            case Decision.Refused(var _, var refusal) -> throw new Refused(refusal);
        };
    }
}
