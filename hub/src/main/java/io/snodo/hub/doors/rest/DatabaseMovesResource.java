package io.snodo.hub.doors.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.DatabaseMoves;
import io.snodo.hub.tenancy.DatabaseMove;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which database a member's own data is in, and how an operator's program has it moved. */
@Component
@Path("/operator/members/{code}/database")
@Produces(MediaType.APPLICATION_JSON)
public class DatabaseMovesResource {
    private static final int NAME = 40;
    private static final int REASON = 500;

    private final DatabaseMoves moves;
    private final KnownMembers members;
    private final Clock clock;

    DatabaseMovesResource(DatabaseMoves moves, KnownMembers members, Clock clock) {
        this.moves = moves;
        this.members = members;
        this.clock = clock;
    }

    /** @param result of asking for a move; absent where nobody asked */
    record Moving(
            Act.@Nullable Result result,
            String database,
            @Nullable String other,
            String phase,
            @JsonInclude(JsonInclude.Include.ALWAYS) boolean running,
            @JsonInclude(JsonInclude.Include.ALWAYS) long copied,
            @JsonInclude(JsonInclude.Include.ALWAYS) long all,
            @Nullable String fault) {
        static Moving of(Act.@Nullable Result result, DatabaseMove.Progress progress) {
            return new Moving(
                    result,
                    progress.home().name(),
                    progress.home().other(),
                    word(progress.home().phase()),
                    progress.running(),
                    progress.copied(),
                    progress.all(),
                    progress.fault() == null ? null : word(progress.fault()));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    @GET
    public Moving database(@PathParam("code") String code) {
        return Moving.of(null, moves.of(members.member(code)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Moving move(@PathParam("code") String code, InputStream body, @Context SecurityContext caller) {
        MemberCode member = members.member(code);
        Asked asked = Asked.read(body, clock);
        String to = asked.text("to", NAME);
        String reason = asked.text("reason", REASON);
        Act.Result result = moves.move(caller.getUserPrincipal().getName(), member, to, reason);
        return Moving.of(result, moves.of(member));
    }
}
