package io.snodo.conformance.hub;

import io.snodo.conformance.Player.Unmet;
import io.snodo.conformance.Waiting;
import io.snodo.conformance.cases.Case;
import io.snodo.conformance.cases.Draft;
import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.hub.Model.Act;
import io.snodo.conformance.seen.Scene;
import io.snodo.messages.MessageIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Acts at random, right and wrong ones, each decided by the model of the messages first; the hub must decide the same,
 * with the same code.
 */
final class Walk {
    private static final List<String> ACTS = List.of(
            "status.set",
            "handover.offer",
            "handover.offer",
            "handover.accept",
            "handover.accept",
            "handover.reject",
            "handover.withdraw",
            "ticket.resolve",
            "ticket.confirm",
            "ticket.reopen",
            "ticket.cancel",
            "note.add");
    private static final List<String> STATUSES = List.of("acknowledged", "in_progress", "pending");

    private final HubGround ground;
    private final Waiting waiting;
    private final Case.Line line;
    private final Random random;
    private final long seed;

    Walk(HubGround ground, Waiting waiting, Case.Line line, long seed) {
        this.ground = ground;
        this.waiting = waiting;
        this.line = line;
        this.random = new Random(seed);
        this.seed = seed;
    }

    void run(int steps) throws InterruptedException {
        Scene scene = ground.scene();
        List<Model> tickets = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            if (tickets.size() < 3 || random.nextInt(12) == 0) {
                tickets.add(open("t" + tickets.size(), scene));
            }
            Model ticket = tickets.get(Math.max(0, tickets.size() - 1 - random.nextInt(3)));
            step(i, ticket, scene);
        }
    }

    private Model open(String name, Scene scene) throws InterruptedException {
        String who = member();
        say(
                who,
                new Draft(
                        "ticket.open", name, List.of(), null, Map.of(), Map.of(), List.of(), name + "-open", List.of()),
                scene,
                1);
        waiting.expect(
                new Expectation.Recorded(who, name + "-open", Map.of("sequence", 1, "owner", "<" + who + ">")),
                scene,
                0,
                line);
        return new Model(name, scene.member(who));
    }

    private void step(int number, Model ticket, Scene scene) throws InterruptedException {
        String who = random.nextInt(3) == 0 ? member() : ticket.likely(scene, random);
        String type = ACTS.get(random.nextInt(ACTS.size()));
        int epoch = ticket.epoch() - (random.nextInt(6) == 0 ? 1 : 0);
        String to = member();
        String status = STATUSES.get(random.nextInt(STATUSES.size()));
        String name = ticket.name() + "-" + number;
        @Nullable UUID offer = ticket.offer();
        Map<String, Object> body = switch (type) {
            case "status.set" -> Map.of("status", status);
            case "handover.accept", "handover.reject", "handover.withdraw" ->
                Map.of("offer", (offer == null ? MessageIds.next(ground.clock()) : offer).toString());
            default -> Map.of();
        };
        boolean fenced = !type.equals("ticket.confirm") && !type.equals("ticket.reopen") && !type.equals("note.add");
        Draft draft = new Draft(
                type,
                ticket.name(),
                type.equals("handover.offer") ? List.of(to) : List.of(),
                fenced ? Integer.valueOf(epoch) : null,
                body,
                Map.of(),
                List.of(),
                name,
                List.of());
        say(who, draft, scene, epoch);
        String code = ticket.decide(
                new Act(
                        type,
                        scene.member(who),
                        scene.member(to),
                        epoch,
                        status,
                        scene.message(name).id(),
                        offer),
                ground.clock().instant());
        try {
            waiting.expect(
                    code.isEmpty()
                            ? new Expectation.Recorded(
                                    who,
                                    name,
                                    Map.of(
                                            "owner", ticket.owner(),
                                            "epoch", ticket.epoch(),
                                            "status", ticket.status()))
                            : new Expectation.Refused(who, name, code, null, Map.of()),
                    scene,
                    0,
                    line);
        } catch (Unmet e) {
            throw new Unmet("step " + number + " of the walk with seed " + seed + ", " + who + " says " + type
                    + " under epoch " + epoch + ", to be " + (code.isEmpty() ? "recorded" : "refused with " + code)
                    + ": " + e.getMessage());
        }
    }

    private void say(String who, Draft draft, Scene scene, int epoch) {
        ground.member(who).send(ground.writing().write(who, draft, scene, epoch));
    }

    private String member() {
        List<String> letters =
                ground.scene().members().keySet().stream().sorted().limit(3).toList();
        return letters.get(random.nextInt(letters.size()));
    }
}
