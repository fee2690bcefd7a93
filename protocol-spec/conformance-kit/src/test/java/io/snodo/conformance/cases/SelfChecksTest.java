package io.snodo.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.conformance.seen.AnswerCheck;
import io.snodo.conformance.seen.Check;
import io.snodo.conformance.seen.Event;
import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Standing;
import io.snodo.conformance.seen.Transcript;
import io.snodo.conformance.seen.Values;
import io.snodo.conformance.seen.Verdict;
import io.snodo.messages.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The checks themselves are checked: on exchanges that were recorded, and on the same with something spoiled. */
class SelfChecksTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Case.Place PLACE = new Case.Place("self-checks.yaml", 1);

    static List<JsonNode> checks() throws IOException {
        return new YAMLMapper()
                .readTree(Files.readString(RESOURCES.resolve("self-checks.yaml")))
                .valueStream()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void findsTheGoodOneGoodAndTheBadOneBad(JsonNode check) throws IOException {
        Transcript good = read(check.path("good").stringValue(""));
        List<Event> spoiled = spoil(good, check.path("spoil"));

        assertThat(spoiled).as("something was spoiled").isNotEqualTo(good.events());
        if (check.has("rule")) {
            String rule = check.path("rule").stringValue("");
            assertThat(flaws(rule, good, good.events())).isEmpty();
            assertThat(flaws(rule, good, spoiled)).isNotEmpty();
        } else if (step(check) instanceof Step.Calls call) {
            assertThat(isAnswered(call, good.scene(), good.events())).isTrue();
            assertThat(isAnswered(call, good.scene(), spoiled)).isFalse();
        } else {
            Expectation expectation = expectation(check);
            long since = check.has("after") ? good.events().getLast().number() : 0;
            assertThat(verdict(expectation, good.scene(), good.events(), since)).isInstanceOf(Verdict.Met.class);
            assertThat(verdict(expectation, good.scene(), spoiled, since)).isNotInstanceOf(Verdict.Met.class);
        }
    }

    @Test
    void noKindOfExpectationAndNoRuleIsLeftOut() throws IOException {
        Set<Class<?>> expectations = new LinkedHashSet<>(List.of(Expectation.class.getPermittedSubclasses()));
        Set<String> rules = new LinkedHashSet<>();
        Transcript any = read("H-CUS-01");
        Standing.ofHub(any.hub()).forEach(rule -> rules.add(rule.getClass().getSimpleName()));
        Standing.ofSpoke(Map.of(), "c_k001", "K001")
                .forEach(rule -> rules.add(rule.getClass().getSimpleName()));
        rules.remove("RootsFollow"); // RootsFollowTest
        rules.remove("SpokeEnvelopes"); // SpokeEnvelopesTest
        rules.removeAll(
                Set.of("RestCalls", "SpokeAcknowledges")); // RestRulesTest: these calls are in no case's exchange
        for (JsonNode check : checks()) {
            if (check.has("rule")) {
                rules.remove(check.path("rule").stringValue(""));
            } else if (step(check) instanceof Step.Sees(Expectation expectation)) {
                expectations.remove(expectation.getClass());
            }
        }

        assertThat(expectations).isEmpty();
        assertThat(rules).isEmpty();
    }

    private static Expectation expectation(JsonNode check) {
        return ((Step.Sees) step(check)).expectation();
    }

    private static Step step(JsonNode check) {
        return Sentences.read(check.path("expects").stringValue(""), PLACE);
    }

    private static boolean isAnswered(Step.Calls call, Scene scene, List<Event> events) {
        return events.stream()
                .filter(event -> event.what() == Event.What.CALLED
                        && event.content().path("call").stringValue("").equals(call.method() + " " + call.path()))
                .anyMatch(event -> AnswerCheck.flaw(call, event.content(), new Values(scene, Clock.systemUTC()))
                        .isEmpty());
    }

    private static Verdict verdict(Expectation expectation, Scene scene, List<Event> events, long since) {
        return new Check(scene, Clock.systemUTC()).of(expectation, events, since);
    }

    private static List<String> flaws(String name, Transcript of, List<Event> events) {
        Standing.Rule rule = Stream.concat(
                        Standing.ofHub(of.hub(), of.signature()).stream(),
                        Standing.ofSpoke(Map.of(of.spoke().keyId(), of.spoke()), "c_g337", "G337").stream())
                .filter(each -> each.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
        List<String> flaws = new ArrayList<>();
        events.forEach(event -> rule.flaw(event).ifPresent(flaws::add));
        flaws.addAll(rule.atTheEnd());
        return flaws;
    }

    private static Transcript read(String name) throws IOException {
        return Transcript.read(Files.readString(RESOURCES.resolve("exchanges/" + name + ".jsonl")));
    }

    private static List<Event> spoil(Transcript good, JsonNode how) {
        List<Event> events = new ArrayList<>();
        List<Event> moved = new ArrayList<>();
        boolean done = false;
        for (Event event : good.events()) {
            if (!fits(event, how, good.scene()) || done && !how.path("every").booleanValue(false)) {
                events.add(event);
                continue;
            }
            done = true;
            if (how.has("last")) {
                moved.add(numbered(event, 1_000_000));
            } else if (how.has("as")) {
                events.add(event);
                ObjectNode other = Json.MAPPER.valueToTree(event);
                other.setAll((ObjectNode) how.path("as"));
                events.add(Json.MAPPER.treeToValue(other, Event.class));
            } else if (how.has("change")) {
                String text = Json.MAPPER.writeValueAsString(event);
                String from = how.path("change").path(0).stringValue("");
                assertThat(text).contains(from);
                events.add(Json.MAPPER.readValue(
                        text.replace(from, how.path("change").path(1).stringValue("")), Event.class));
            } else if (how.has("rootOf")) {
                events.add(swapped(event, how.path("rootOf").stringValue(""), good));
            }
        }
        events.addAll(moved);
        return events;
    }

    /** The root of another message's batch under this one's number: what a hub would show that tells two pasts. */
    private static Event swapped(Event event, String other, Transcript good) {
        return good.events().stream()
                .filter(each ->
                        each.what() == Event.What.RECORDED && each.type().equals(other))
                .findFirst()
                .map(each -> {
                    ObjectNode tree = Json.MAPPER.valueToTree(event);
                    ((ObjectNode) tree.path("content").path("stamp"))
                            .set("root", each.content().path("stamp").path("root"));
                    return Json.MAPPER.treeToValue(tree, Event.class);
                })
                .orElseThrow();
    }

    private static Event numbered(Event event, long number) {
        return new Event(
                number,
                event.at(),
                event.from(),
                event.to(),
                event.what(),
                event.message(),
                event.correlation(),
                event.content());
    }

    private static boolean fits(Event event, JsonNode how, Scene scene) {
        return Arrays.asList("", Json.MAPPER.valueToTree(event.what()).stringValue(""))
                        .contains(how.path("what").stringValue(""))
                && Arrays.asList("", event.to()).contains(how.path("to").stringValue(""))
                && Arrays.asList("", event.type()).contains(how.path("type").stringValue(""))
                && (!how.has("containing")
                        || Json.MAPPER
                                .writeValueAsString(event)
                                .contains(how.path("containing").stringValue("")))
                && (!how.has("name")
                        || scene.message(how.path("name").stringValue("")).id().equals(event.message()));
    }
}
