package io.snodo.hub.doors.rest;

import io.snodo.hub.enrolment.Renewals;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.EarlyRenewal;
import io.snodo.messages.MemberCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How an operator's program has a member's spoke renew before time, and learns whether it has. */
@Component
@Path("/operator/members/{code}/renewal")
@Produces(MediaType.APPLICATION_JSON)
public class RenewalResource {
    private static final int REASON = 500;

    private final EarlyRenewal renewal;
    private final KnownMembers members;
    private final Clock clock;

    RenewalResource(EarlyRenewal renewal, KnownMembers members, Clock clock) {
        this.renewal = renewal;
        this.members = members;
        this.clock = clock;
    }

    /**
     * How it stands.
     *
     * @param result of asking; absent where nobody asked now
     * @param certificates where they come from: {@code enrolment}, {@code folder} or {@code none}
     * @param askedAt when it was asked last; absent with what follows if never
     */
    record Renewing(
            Act.@Nullable Result result,
            MemberCode member,
            String certificates,
            @Nullable Instant askedAt,
            @Nullable String askedBy,
            @Nullable String reason,
            @Nullable Instant due,
            @Nullable Instant doneAt) {}

    @GET
    public Renewing renewal(@PathParam("code") String code) {
        return renewing(null, members.member(code));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Renewing ask(@PathParam("code") String code, InputStream body, @Context SecurityContext caller) {
        MemberCode member = members.member(code);
        String reason = Asked.read(body, clock).optionalText("reason", REASON);
        return renewing(renewal.ask(caller.getUserPrincipal().getName(), member, reason), member);
    }

    private Renewing renewing(Act.@Nullable Result result, MemberCode member) {
        String certificates = renewal.source(member).name().toLowerCase(Locale.ROOT);
        return renewal.last(member)
                .map(asked -> renewing(result, certificates, asked))
                .orElseGet(() -> new Renewing(result, member, certificates, null, null, null, null, null));
    }

    private static Renewing renewing(Act.@Nullable Result result, String certificates, Renewals.Asked asked) {
        return new Renewing(
                result,
                asked.member(),
                certificates,
                asked.askedAt(),
                asked.askedBy(),
                asked.reason(),
                asked.due(),
                asked.doneAt());
    }
}
