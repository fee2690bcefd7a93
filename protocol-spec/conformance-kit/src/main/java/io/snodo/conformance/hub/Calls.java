package io.snodo.conformance.hub;

import io.snodo.conformance.Player.Unmet;
import io.snodo.conformance.cases.Step;
import io.snodo.conformance.seen.AnswerCheck;
import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Values;
import io.snodo.conformance.wire.Wire;
import io.snodo.messages.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of a binding that is one of calls, held against what a case expects of the answer. */
final class Calls {
    private static final int BESIDE = 16;

    private final HubGround ground;

    Calls(HubGround ground) {
        this.ground = ground;
    }

    /** A call of the binding itself. */
    void call(Step.Calls step, Scene scene) throws InterruptedException {
        Values values = new Values(scene, ground.clock());
        Map<String, String> headers = new LinkedHashMap<>();
        step.headers().forEach((name, value) -> headers.put(name, values.of(String.valueOf(value))));
        String sends = step.sends();
        Wire.Call call = new Wire.Call(
                step.method(),
                values.within(step.path()),
                sends == null ? null : scene.message(sends).jws(),
                step.spoiled().stream().map(values::within).toList(),
                headers);
        Wire wire = ground.member(step.who()).wire();
        hold(step, TooOften.patiently(step.status(), Wire.Answer::status, () -> wire.call(call)), scene);
    }

    /** Many at once, until one is answered as expected. */
    void flood(Step.Calls step, int most, Scene scene) throws InterruptedException {
        Wire wire = ground.member(step.who()).wire();
        Wire.Call call = new Wire.Call(step.method(), step.path(), null, List.of(), Map.of());
        Queue<Callable<Wire.Answer>> ready = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < most; i++) {
            ready.add(wire.prepared(call));
        }
        Wire.Answer first = wire.call(call);
        Queue<Wire.Answer> met = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < BESIDE; i++) {
                threads.submit(() -> {
                    for (Callable<Wire.Answer> next = ready.poll();
                            next != null && met.isEmpty();
                            next = ready.poll()) {
                        Wire.Answer answer = next.call();
                        if (answer.status() == step.status()) {
                            met.add(answer);
                        }
                    }
                    return null;
                });
            }
        }
        Wire.Answer expected = met.peek();
        hold(step, expected == null ? first : expected, scene);
    }

    private void hold(Step.Calls step, Wire.Answer answer, Scene scene) {
        Values values = new Values(scene, ground.clock());
        ObjectNode seen = answer.seen();
        seen.set("content", answer.content().isMissingNode() ? Json.MAPPER.createObjectNode() : answer.content());
        ground.seen().note(step.who(), "hub", What.CALLED, null, scene.mark(), seen);
        recorded(step.who(), seen.path("content").path("receipt"));
        ObjectNode whole = Json.MAPPER.createObjectNode();
        whole.set("body", seen.path("content"));
        whole.set("headers", seen.path("headers"));
        scene.answer(step.name(), whole);
        Optional<String> flaw = AnswerCheck.flaw(step, seen, values);
        if (flaw.isPresent()) {
            throw new Unmet(flaw.get());
        }
    }

    /** A receipt that is fetched by a single call is one that the rules for all events are to see as well. */
    private void recorded(String who, JsonNode receipt) {
        if (receipt.has("leaf")) {
            ObjectNode content = Json.MAPPER.createObjectNode();
            content.set("stamp", receipt);
            ground.seen().glance("hub", who, What.RECORDED, content);
        }
    }
}
