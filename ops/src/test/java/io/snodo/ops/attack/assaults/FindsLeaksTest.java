package io.snodo.ops.attack.assaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.ops.attack.ground.Identifiers;
import io.snodo.ops.attack.ground.Kind;
import io.snodo.ops.attack.ground.Seed;
import io.snodo.ops.attack.ground.Terrain;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Slot;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Canaries;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Leak;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.seen.Tally;
import io.snodo.ops.attack.visitors.HttpHand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A suite that finds nothing proves nothing: each kind of leak, made on purpose, is found, and only it. */
class FindsLeaksTest {
    private static final String NO = "{\"code\":\"ticket_unknown\"}";

    private final Canaries canaries = new Canaries();
    private final Tally tally = new Tally();
    private final Judge judge = new Judge(canaries, tally);
    private final Identifiers identifiers = new Identifiers(Clock.systemUTC());

    FindsLeaksTest() {
        identifiers.foreign(Kind.TICKET, LeakyServer.THEIRS);
        canaries.keep("number of a ticket", LeakyServer.THEIRS);
        canaries.keep("id of a note", "019aab3c-8000-7000-8000-000000004504");
    }

    @Test
    void nothingWhereNothingLeaks() throws IOException {
        assertThat(found("GET", (call, _) -> LeakyServer.send(call, 404, NO))).isEmpty();
        assertThat(found("DELETE", (call, _) -> LeakyServer.send(call, 404, NO)))
                .isEmpty();
    }

    @Test
    void aCanaryInABody() throws IOException {
        assertThat(found(
                        "GET",
                        (call, _) -> LeakyServer.send(call, 404, "{\"detail\":\"" + canaries.in("subject") + "\"}")))
                .contains(Leak.Kind.CONTENT);
    }

    @Test
    void aCanaryUnderASeal() throws IOException {
        String jws = "eyJhbGciOiJFZERTQSJ9."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("{\"body\":{\"text\":\"" + canaries.in("note") + "\"}}")
                                .getBytes(StandardCharsets.UTF_8))
                + ".c2ln";

        assertThat(found(
                        "GET", (call, _) -> LeakyServer.send(call, 404, "{\"items\":[{\"message\":\"" + jws + "\"}]}")))
                .contains(Leak.Kind.CONTENT);
    }

    @Test
    void aCanaryInAHeader() throws IOException {
        assertThat(found("GET", (call, _) -> {
                    call.getResponseHeaders().set("Content-Disposition", "filename=" + canaries.mark() + "-name.txt");
                    LeakyServer.send(call, 404, NO);
                }))
                .contains(Leak.Kind.CONTENT);
    }

    @Test
    void anIdentifierThatTheCallerDidNotHave() throws IOException {
        assertThat(found(
                        "GET",
                        (call, _) ->
                                LeakyServer.send(call, 404, "{\"last\":\"019aab3c-8000-7000-8000-000000004504\"}")))
                .contains(Leak.Kind.CONTENT);
    }

    @Test
    void aStatusThatTellsAnothersFromNobodys() throws IOException {
        assertThat(found("GET", (call, _) -> LeakyServer.send(call, 403, NO))).containsOnly(Leak.Kind.EXISTENCE);
    }

    @Test
    void aWordThatTellsThemApart() throws IOException {
        assertThat(found("GET", (call, _) -> LeakyServer.send(call, 404, "{\"code\":\"not_yours\"}")))
                .containsOnly(Leak.Kind.EXISTENCE);
    }

    @Test
    void aHeaderThatTellsThemApart() throws IOException {
        assertThat(found("GET", (call, _) -> {
                    call.getResponseHeaders().set("ETag", "\"7\"");
                    LeakyServer.send(call, 404, NO);
                }))
                .containsOnly(Leak.Kind.EXISTENCE);
    }

    @Test
    void aVersionThatIsConfirmed() throws IOException {
        identifiers.foreign(Kind.ETAG, "\"L736-000042-T-7\"");

        assertThat(found("GET", (call, _) -> {
                    boolean same = "\"L736-000042-T-7\""
                            .equals(call.getRequestHeaders().getFirst("If-None-Match"));
                    call.sendResponseHeaders(same ? 304 : 404, -1);
                    call.close();
                }))
                .contains(Leak.Kind.EXISTENCE);
    }

    @Test
    void aWriteThatTookEffectThoughItWasRefused() throws IOException {
        assertThat(found("DELETE", (call, server) -> {
                    server.write();
                    LeakyServer.send(call, 404, NO);
                }))
                .containsOnly(Leak.Kind.EFFECT);
    }

    @Test
    void aDifferenceInTime() throws IOException {
        try (LeakyServer server = LeakyServer.with((call, _) -> {
            Seed.pause(java.time.Duration.ofMillis(15));
            LeakyServer.send(call, 404, NO);
        })) {
            HttpHand hand = hand(server);
            new TimingAssault(judge, 60)
                    .on(
                            Door.JSON_API,
                            Role.FOREIGN_MEMBER,
                            "slow",
                            () -> hand.send("GET", "/" + LeakyServer.THEIRS, java.util.Map.of(), "", new byte[0]),
                            () -> hand.send("GET", "/L736-000043-R", java.util.Map.of(), "", new byte[0]));
        }

        assertThat(tally.leaks()).extracting(Leak::kind).containsOnly(Leak.Kind.TIMING);
    }

    @Test
    void contentButNoMetadataForWhoMaySeeMetadata() {
        Judge.Attempt operator = new Judge.Attempt(Door.CONSOLE, Role.HUB_OPERATOR, "a page", true);

        judge.content(operator, Answer.of("ticket " + LeakyServer.THEIRS), List.of());
        assertThat(tally.leaks()).isEmpty();

        judge.content(operator, Answer.of("about " + canaries.in("subject")), List.of());
        assertThat(tally.leaks()).extracting(Leak::kind).containsExactly(Leak.Kind.CONTENT);
    }

    private List<Leak.Kind> found(String method, LeakyServer.Hole hole) throws IOException {
        Operation operation = new Operation(
                Door.JSON_API,
                "try",
                method,
                "/tickets/{number}",
                List.of(new Slot(Slot.Place.PATH, "number"), new Slot(Slot.Place.HEADER, "If-None-Match")),
                List.of());
        try (LeakyServer server = LeakyServer.with(hole)) {
            new Assault(judge, identifiers, server::ownersView, true).on(List.of(operation), hand(server));
        }
        return tally.leaks().stream().map(Leak::kind).distinct().toList();
    }

    private static HttpHand hand(LeakyServer server) {
        return new HttpHand(Role.FOREIGN_MEMBER, server.address(), Terrain.client(null), HttpHand.Pass.NONE);
    }
}
