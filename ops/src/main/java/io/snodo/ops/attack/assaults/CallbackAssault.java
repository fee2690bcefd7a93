package io.snodo.ops.attack.assaults;

import io.snodo.ops.attack.ground.Identifiers;
import io.snodo.ops.attack.ground.Kind;
import io.snodo.ops.attack.ground.Terrain;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Masked;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.visitors.HttpHand;
import io.snodo.ops.attack.visitors.Passes;
import io.snodo.ops.demo.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What only the hub may call at a member, called by others: nothing of it is taken. */
public final class CallbackAssault {
    private final Judge judge;
    private final Terrain terrain;
    private final Identifiers identifiers;

    public CallbackAssault(Judge judge, Terrain terrain, Identifiers identifiers) {
        this.judge = judge;
        this.terrain = terrain;
        this.identifiers = identifiers;
    }

    public void on(Collection<Operation> operations, List<String> genuine) {
        URI endpoint = Settings.endpoint(terrain.ports());
        var credentials = terrain.credentials(Terrain.STRANGER);
        HttpClient member = Terrain.client(credentials.link());
        List<HttpHand> hands = List.of(
                new HttpHand(
                        Role.FOREIGN_MEMBER,
                        endpoint,
                        member,
                        Passes.modi(
                                Terrain.STRANGER.code(),
                                credentials,
                                Terrain.OTHER.code().value(),
                                terrain.clock())),
                new HttpHand(
                        Role.IMPOSTOR,
                        endpoint,
                        member,
                        Passes.modi(
                                io.snodo.messages.MemberCode.HUB,
                                credentials,
                                Terrain.OTHER.code().value(),
                                terrain.clock())),
                new HttpHand(Role.ANONYMOUS, endpoint, Terrain.client(terrain.nobody()), HttpHand.Pass.NONE));
        for (HttpHand hand : hands) {
            for (Operation operation : operations) {
                bodies(genuine).forEach((words, body) -> one(hand, operation, words, body));
            }
        }
    }

    private Map<String, String> bodies(List<String> genuine) {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("nothing", "{\"items\":[]}");
        bodies.put(
                "one's own message",
                "{\"items\":[{\"frame\":\"delivery\",\"message\":\"" + genuine.getFirst()
                        + "\",\"stamp\":{\"leaf\":\"{}\",\"index\":0,\"root\":\"a.b.c\"}}]}");
        bodies.put(
                "that something went wrong",
                "{\"message\":\"" + identifiers.first(Kind.MESSAGE) + "\",\"problem\":{\"code\":\"ticket_unknown\"}}");
        return bodies;
    }

    private void one(HttpHand hand, Operation operation, String words, String body) {
        judge.tally().attempt(operation, hand.role());
        Judge.Attempt attempt = new Judge.Attempt(Door.CALLBACK, hand.role(), operation.name() + ": " + words, false);
        String submission = identifiers.first(Kind.SUBMISSION);
        Answer theirs = call(hand, operation, submission, body);
        Set<String> sent = Set.of(submission, identifiers.absent(Kind.SUBMISSION, submission));
        judge.content(attempt, theirs, sent);
        if (theirs.status() >= 200 && theirs.status() < 300) {
            judge.access(attempt, "taken with " + theirs.status());
        }
        Answer absent = call(hand, operation, identifiers.absent(Kind.SUBMISSION, submission), body);
        judge.existence(attempt, Masked.of(theirs, sent), Masked.of(absent, sent));
    }

    private static Answer call(HttpHand hand, Operation operation, String about, String body) {
        return hand.send(
                operation.method(),
                "",
                Map.of("X-Correlation-ID", about),
                "application/json",
                body.getBytes(StandardCharsets.UTF_8));
    }
}
