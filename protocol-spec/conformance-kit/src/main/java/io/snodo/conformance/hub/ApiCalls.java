package io.snodo.conformance.hub;

import io.snodo.conformance.Player.Unmet;
import io.snodo.conformance.cases.Step;
import io.snodo.conformance.seen.Answers;
import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.seen.Octets;
import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Values;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of the JSON API, held against what a case expects of the answer; and files, brought and fetched by it. */
final class ApiCalls {
    private static final Duration AWAITED = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HubGround ground;

    ApiCalls(HubGround ground) {
        this.ground = ground;
    }

    void ask(Step.Asks asks, Scene scene) throws InterruptedException {
        String sends = asks.sends();
        String jws = sends == null ? null : scene.message(sends).jws();
        ask(
                asks,
                values(scene).within(asks.path()),
                jws == null ? Map.of() : Map.of("Content-Type", Addresses.typeOf(jws)),
                jws == null ? null : jws.getBytes(StandardCharsets.US_ASCII),
                scene);
    }

    /** Until it is answered as expected, or time is up. */
    void await(Step.Asks asks, Scene scene) throws InterruptedException {
        Instant end = ground.clock().instant().plus(AWAITED);
        while (true) {
            try {
                ask(asks, scene);
                return;
            } catch (Unmet e) {
                if (ground.clock().instant().isAfter(end)) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** A part of a file's content, after the draft for resumable uploads. */
    void bring(Step.Brings brings, Scene scene) throws InterruptedException {
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/partial-upload",
                "Upload-Offset",
                String.valueOf(brings.from()),
                "Upload-Complete",
                brings.last() ? "?1" : "?0");
        JsonNode offer = scene.message(brings.message()).envelope();
        ask(
                brings.call(),
                "/api/v1/tickets/" + offer.path("ticket").asString("") + "/attachments/"
                        + offer.path("id").asString("") + "/upload",
                headers,
                Octets.of(brings.content()).part(brings.from(), brings.to()),
                scene);
    }

    void fetch(Step.Fetches fetches, Scene scene) throws InterruptedException {
        Step.Asks asks = fetches.call();
        byte[] answered = ask(asks, values(scene).within(asks.path()), Map.of(), null, scene);
        if (!Arrays.equals(answered, Octets.of(fetches.content()).part(fetches.from(), fetches.to()))) {
            throw new Unmet(asks.path() + " was answered with other octets than those of " + fetches.content());
        }
    }

    private Values values(Scene scene) {
        return new Values(scene, ground.clock());
    }

    /** What was answered, held against what is expected. */
    private byte[] ask(Step.Asks asks, String path, Map<String, String> usual, byte @Nullable [] brought, Scene scene)
            throws InterruptedException {
        Values values = new Values(scene, ground.clock());
        Map<String, String> headers = new LinkedHashMap<>(usual);
        asks.headers().forEach((name, value) -> headers.put(name, values.of(String.valueOf(value))));
        HttpResponse<String> answer = TooOften.patiently(
                asks.status(),
                HttpResponse::statusCode,
                () -> ground.api()
                        .call(
                                ground.member(asks.who()).credentials(),
                                asks.method(),
                                path,
                                asks.token(),
                                headers,
                                brought));
        JsonNode body = Reads.json(answer.body());
        note(asks, scene, path, answer, body);
        if (answer.statusCode() != asks.status()) {
            throw new Unmet(asks.method() + " " + path + " was answered " + answer.statusCode() + " "
                    + body.path("code").stringValue("") + " and not " + asks.status());
        }
        String code = asks.code();
        if (code != null
                && !(body.path("code").stringValue("").equals(code)
                        && answer.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .startsWith("application/problem+json"))) {
            throw new Unmet(path + " was refused with " + body.path("code") + " and not, as a problem, with " + code);
        }
        Optional<String> difference = Answers.difference(asks.content(), body, values);
        if (difference.isPresent()) {
            throw new Unmet("in the answer to " + path + ", " + difference.get());
        }
        scene.answer(asks.name(), withHeaders(body, answer));
        Optional<String> header = Answers.difference(
                asks.answerHeaders(), withHeaders(body, answer).path("headers"), values);
        if (header.isPresent()) {
            throw new Unmet("in the headers of the answer to " + path + ", " + header.get());
        }
        return answer.body().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode withHeaders(JsonNode body, HttpResponse<String> answer) {
        ObjectNode whole = Json.MAPPER.createObjectNode();
        whole.set("body", body.isMissingNode() ? Json.MAPPER.createObjectNode() : body);
        ObjectNode headers = whole.putObject("headers");
        answer.headers()
                .map()
                .forEach((name, all) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), all.getFirst()));
        return whole;
    }

    private void note(Step.Asks asks, Scene scene, String path, HttpResponse<String> answer, JsonNode body) {
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.put("call", asks.method() + " " + path);
        content.put("status", answer.statusCode());
        content.put("code", body.path("code").stringValue(""));
        ground.seen().note(asks.who(), "hub", What.CALLED, null, scene.mark(), content);
    }

    /** Fetches the evidence of a ticket and verifies it as a stranger would. */
    void evidence(String who, String number) throws InterruptedException {
        HttpResponse<String> answer = TooOften.patiently(
                200,
                HttpResponse::statusCode,
                () -> ground.api()
                        .call(
                                ground.member(who).credentials(),
                                "GET",
                                "/api/v1/tickets/" + number + "/evidence",
                                "",
                                Map.of(),
                                null));
        if (answer.statusCode() != 200) {
            throw new Unmet("the evidence of " + number + " was answered " + answer.statusCode());
        }
        Optional<String> flaw = new EvidenceCheck(ground.hubKey()).flaw(answer.body(), number);
        if (flaw.isPresent()) {
            throw new Unmet("the evidence of " + number + ": " + flaw.get());
        }
    }
}
