package io.snodo.conformance.hub;

import io.snodo.conformance.Player;
import io.snodo.conformance.Waiting;
import io.snodo.conformance.cases.Case;
import io.snodo.conformance.cases.Draft;
import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.cases.Step;
import io.snodo.conformance.cases.Step.Outcome;
import io.snodo.conformance.letters.Examples;
import io.snodo.conformance.letters.Letter;
import io.snodo.conformance.seen.Event;
import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Scene.Sent;
import io.snodo.conformance.seen.Values;
import io.snodo.conformance.wire.Wire.Manner;
import java.util.List;
import java.util.Map;

/** Plays cases against a hub: the kit is the members. */
public final class HubPlayer implements Player {
    private final HubGround ground;
    private final Waiting waiting;
    private final Calls calls;
    private final ApiCalls api;
    private final long seed;

    public HubPlayer(HubGround ground, Waiting waiting, long seed) {
        this.ground = ground;
        this.waiting = waiting;
        this.calls = new Calls(ground);
        this.api = new ApiCalls(ground);
        this.seed = seed;
    }

    @Override
    public Scene scene() {
        return ground.scene();
    }

    @Override
    public void play(Case.Line line, Scene scene) throws InterruptedException {
        long since = waiting.now();
        switch (line.step()) {
            case Step.Says says -> {
                Draft draft = says.draft();
                Letter letter = ground.writing().write(says.who(), draft, scene, epoch(draft, scene));
                ground.member(says.who()).send(letter);
                outcome(says.who(), draft.name(), says.outcome(), since, line, scene);
            }
            case Step.Writes(String who, Draft draft) ->
                ground.member(who).says(ground.writing().write(who, draft, scene, epoch(draft, scene)));
            case Step.Repeats repeats -> {
                Sent sent = scene.message(repeats.name());
                if (repeats.showing() != null) {
                    sent = ground.writing().showing(sent, repeats.showing());
                }
                ground.member(repeats.who()).send(new Letter(sent, Manner.USUAL));
                outcome(repeats.who(), repeats.name(), repeats.outcome(), since, line, scene);
            }
            case Step.Plays plays -> {
                Examples.Example example =
                        Examples.read(plays.example(), plays.who(), ground.writing(), scene, ground.clock());
                ground.member(plays.who()).send(example.letter());
                Outcome outcome = plays.outcome() instanceof Outcome.Open ? example.expected() : plays.outcome();
                outcome(plays.who(), plays.example(), outcome, since, line, scene);
            }
            case Step.Sees(Expectation expectation) ->
                waiting.expect(expectation, scene, isOfLater(expectation) ? since : 0, line);
            case Step.Acknowledges acknowledges -> acknowledge(acknowledges, since, line, scene);
            case Step.Receipts(String who, boolean given) -> ground.member(who).answers(given);
            case Step.Connection(String who, boolean up) -> {
                if (up) {
                    ground.member(who).connect();
                } else {
                    ground.member(who).leave();
                }
            }
            case Step.Forbidden(String who, String deed, String address) -> {
                String named = new Values(scene, ground.clock()).of(address);
                if (!ground.member(who).wire().isForbidden(deed, named)) {
                    throw new Unmet(who + " may " + deed + " " + named);
                }
            }
            case Step.Unconnected(String how) -> {
                if (!ground.binding().isUnconnectable(how, ground.member("A").credentials())) {
                    throw new Unmet("one can connect " + how);
                }
            }
            case Step.Asks asks -> api.ask(asks, scene);
            case Step.Awaits(Step.Asks asks) -> api.await(asks, scene);
            case Step.Brings brings -> api.bring(brings, scene);
            case Step.Fetches fetches -> api.fetch(fetches, scene);
            case Step.Calls call -> calls.call(call, scene);
            case Step.Floods(int most, Step.Calls call) -> calls.flood(call, most, scene);
            case Step.Endpoint(String who, String how) ->
                ground.member(who).wire().declines(how);
            case Step.Evidence(String who, String ticket) -> api.evidence(who, scene.ticket(ticket));
            case Step.Pause(var duration) -> Thread.sleep(duration);
            case Step.Walk(int steps) -> new Walk(ground, waiting, line, seed).run(steps);
            case Step.Each(var _, List<Case.Line> steps) -> {
                for (Case.Line each : steps) {
                    play(each, scene);
                }
            }
            case Step.Keys _, Step.Puts _, Step.Hub _, Step.Drive _ ->
                throw new IllegalArgumentException(line.place() + ": only against a spoke");
        }
    }

    private static boolean isOfLater(Expectation expectation) {
        return expectation instanceof Expectation.HearsNot
                || expectation instanceof Expectation.Shown shown && shown.again();
    }

    /** The epoch of the last record that was seen of the draft's ticket. */
    private int epoch(Draft draft, Scene scene) {
        String ticket = draft.ticket();
        return ticket == null
                ? 0
                : scene.ticketIfAny(ticket)
                        .map(number -> epoch(number, ground.seen().all()))
                        .orElse(1);
    }

    static int epoch(String number, List<Event> events) {
        return Math.max(
                1,
                events.stream()
                        .map(Event::record)
                        .filter(record -> record.path("ticket").stringValue("").equals(number))
                        .mapToInt(record -> record.path("epoch").intValue(0))
                        .max()
                        .orElse(1));
    }

    private void outcome(String who, String name, Outcome outcome, long since, Case.Line line, Scene scene)
            throws InterruptedException {
        switch (outcome) {
            case Outcome.Open _ -> {}
            case Outcome.Recorded(Map<String, Object> record) ->
                waiting.expect(new Expectation.Recorded(who, name, record), scene, since, line);
            case Outcome.Refused(String code, var detail, Map<String, Object> present) ->
                waiting.expect(new Expectation.Refused(who, name, code, detail, present), scene, since, line);
            case Outcome.Rejected(String code) ->
                waiting.expect(new Expectation.Rejected(who, name, code), scene, since, line);
            case Outcome.SameStamp _ -> waiting.expect(new Expectation.SameStamp(who, name), scene, since, line);
            case Outcome.Silence _ -> waiting.expect(new Expectation.Unanswered(who, name), scene, since, line);
            case Outcome.Answered _ -> throw new IllegalArgumentException(line.place() + ": only against a spoke");
        }
    }

    private void acknowledge(Step.Acknowledges step, long since, Case.Line line, Scene scene)
            throws InterruptedException {
        Sent about = scene.message(step.name());
        String refusal = step.refusal();
        Map<String, Object> entry = refusal == null
                ? Map.of("message", "$" + step.name(), "digest", about.digest(), "level", step.level())
                : Map.of(
                        "message", "$" + step.name(), "digest", about.digest(), "level", "refused", "refusal", refusal);
        Draft draft = new Draft(
                "receipt",
                null,
                List.of(),
                null,
                Map.of("entries", List.of(entry)),
                Map.of(),
                List.of(),
                "receipt",
                List.of());
        ground.member(step.who()).send(ground.writing().write(step.who(), draft, scene, 0));
        outcome(step.who(), "receipt", step.outcome(), since, line, scene);
    }

    @Override
    public void after() {
        for (String letter : ground.scene().members().keySet()) {
            ground.member(letter).connect();
            ground.member(letter).answers(true);
            ground.member(letter).wire().declines("");
        }
    }
}
