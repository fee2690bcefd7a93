package io.snodo.conformance.spoke;

import io.snodo.conformance.Player;
import io.snodo.conformance.Waiting;
import io.snodo.conformance.cases.Case;
import io.snodo.conformance.cases.Draft;
import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.cases.Step;
import io.snodo.conformance.cases.Step.Outcome;
import io.snodo.conformance.letters.Letter;
import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Scene.Sent;
import io.snodo.conformance.seen.Values;
import io.snodo.conformance.wire.Wire.Manner;
import io.snodo.messages.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays cases against a spoke: the kit is the hub and everybody else. */
public final class SpokePlayer implements Player {
    private final SpokeGround ground;
    private final Waiting waiting;
    private final @Nullable Driver driver;

    public SpokePlayer(SpokeGround ground, Waiting waiting, @Nullable URI driver) {
        this.ground = ground;
        this.waiting = waiting;
        this.driver = driver == null ? null : new Driver(driver);
    }

    @Override
    public Scene scene() {
        return ground.scene();
    }

    @Override
    public void play(Case.Line line, Scene scene) throws InterruptedException {
        try {
            step(line, scene);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // what the broker's own signatures say
            throw new IllegalStateException("the kit's broker: " + e.getMessage(), e);
        }
    }

    private void step(Case.Line line, Scene scene) throws Exception {
        long since = waiting.now();
        switch (line.step()) {
            case Step.Says says -> {
                Draft draft = says.draft();
                String ticket = draft.ticket();
                int epoch = ticket == null
                        ? 0
                        : scene.ticketIfAny(ticket).map(ground.ledger()::epoch).orElse(1);
                Letter letter = ground.writing().write(says.who(), draft, scene, epoch);
                ground.deliver(says.who(), letter, draft.spoiled());
                outcome(draft.name(), says.outcome(), since, line, scene);
            }
            case Step.Repeats repeats -> {
                Sent sent = scene.message(repeats.name());
                if (repeats.showing() != null) {
                    sent = ground.writing().showing(sent, repeats.showing());
                }
                ground.deliver(repeats.who(), new Letter(sent, Manner.USUAL), List.of());
                outcome(repeats.name(), repeats.outcome(), since, line, scene);
            }
            case Step.Sees(Expectation expectation) ->
                waiting.expect(
                        expectation,
                        scene,
                        expectation instanceof Expectation.SaidNoMore ? since : scene.since(),
                        line);
            case Step.Puts(Map<String, Object> frame, var _) -> {
                Object resolved = new Values(scene, ground.clock()).of(frame);
                ground.seat().put(Json.MAPPER.writeValueAsBytes(resolved), false);
            }
            case Step.Hub(String state) -> hub(state);
            case Step.Keys(String deed, String who, Step.Telling told) -> ground.change(deed, who, told);
            case Step.Drive(String action, Map<String, Object> about) -> {
                if (driver == null) {
                    throw new IllegalStateException("the case needs a driver");
                }
                Map<String, Object> resolved = new LinkedHashMap<>();
                Values values = new Values(scene, ground.clock());
                about.forEach((name, value) -> resolved.put(name, values.of(value)));
                driver.drive(action, resolved);
            }
            case Step.Pause(var duration) -> Thread.sleep(duration);
            case Step.Each(var _, List<Case.Line> steps) -> {
                for (Case.Line each : steps) {
                    play(each, scene);
                }
            }
            case Step.Writes _,
                    Step.Plays _,
                    Step.Acknowledges _,
                    Step.Receipts _,
                    Step.Connection _,
                    Step.Forbidden _,
                    Step.Unconnected _,
                    Step.Asks _,
                    Step.Awaits _,
                    Step.Brings _,
                    Step.Fetches _,
                    Step.Calls _,
                    Step.Floods _,
                    Step.Endpoint _,
                    Step.Evidence _,
                    Step.Walk _ -> throw new IllegalArgumentException(line.place() + ": only against a hub");
        }
    }

    private void hub(String state) throws Exception {
        switch (state) {
            case "answering" -> ground.manner(SpokeGround.Manner.ANSWERS);
            case "silent" -> ground.manner(SpokeGround.Manner.SILENT);
            case "busy" -> ground.manner(SpokeGround.Manner.BUSY);
            case "refusing" -> ground.manner(SpokeGround.Manner.REFUSING);
            case "enlarged" -> ground.enlarge();
            case "gone" -> ground.seat().shut();
            case "back" -> ground.seat().open();
            default -> throw new IllegalArgumentException("there is no state of the hub called " + state);
        }
    }

    private void outcome(String name, Outcome outcome, long since, Case.Line line, Scene scene)
            throws InterruptedException {
        switch (outcome) {
            case Outcome.Open _ -> {}
            case Outcome.Answered(List<String> levels) ->
                waiting.expect(new Expectation.Answered(name, levels), scene, since, line);
            case Outcome.Silence _ -> waiting.expect(new Expectation.NotAnswered(name, "anything"), scene, since, line);
            case Outcome.Recorded _, Outcome.Refused _, Outcome.Rejected _, Outcome.SameStamp _ ->
                throw new IllegalArgumentException(line.place() + ": only against a hub");
        }
    }

    @Override
    public void after() {
        ground.manner(SpokeGround.Manner.ANSWERS);
    }
}
