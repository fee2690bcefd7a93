package io.snodo.hub.doors.soap;

import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestAuthority;
import io.snodo.hub.TestHub;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.exchange.Pen;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageIds;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.xml.MessageToXml;
import io.snodo.messages.xml.Told;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** REST and SOAP give the same answer to the same case: what differs is how it comes in, and nothing after that. */
class SameAnswersIT {
    @TempDir
    static Path folder;

    @TempDir
    static Path elsewhere;

    private static TestHub hub;
    private static SoapMember parma;
    private static RestMember venezia;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.prepare(folder);
        hub.withoutSeal(PARMA, "{kind: soap-pull}");
        hub.startAgain("snodo.api.rate.per-second=1000", "snodo.api.rate.burst=2000");
        parma = new SoapMember(hub, PARMA);
        venezia = new RestMember(hub, VENEZIA);
    }

    @AfterAll
    static void stop() {
        parma.close();
        venezia.close();
        hub.close();
    }

    /** Every published example, good and bad: once sealed by its sender over REST, once said in XML over SOAP. */
    @Test
    void everyExampleGetsTheSameAnswer() throws Exception {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        int accepted = 0;
        for (Path file : examples()) {
            JsonNode example = Json.MAPPER.readTree(Files.readString(file));
            JsonNode message = example.has("message") ? example.get("message") : example;
            if (!message.isObject() || file.toString().contains("/json/")) {
                continue; // no message in any language
            }
            String rest = venezia.decision(as(VENEZIA, PARMA, message));
            String soap = decisionBySoap(as(PARMA, VENEZIA, message));
            compared++;
            accepted += rest.equals("accepted") ? 1 : 0;
            if (!rest.equals(soap)) {
                differences.add(file.getParent().getFileName() + "/" + file.getFileName() + ": " + rest + " / " + soap);
            }
        }

        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(100);
        assertThat(accepted).isGreaterThan(3);
    }

    /** A life of a ticket with wrong turns; each side plays it with its own ticket, and hears the same at every step. */
    @Test
    void everyTurnOfATicketsLifeGetsTheSameAnswer() throws Exception {
        List<String> script = List.of(
                "0 note.add {\"text\":\"too early\"}",
                "0 ticket.open {\"subject\":\"Buca\",\"category\":\"strade\",\"channel\":\"desk\"}",
                "0 ticket.open {\"subject\":\"Buca\",\"category\":\"strade\",\"channel\":\"desk\"}",
                "1 ticket.open {\"subject\":\"\",\"category\":\"strade\",\"channel\":\"desk\"}",
                "9 status.set {\"status\":\"in_progress\"}",
                "1 status.set {\"status\":\"closed\"}",
                "1 status.set {\"status\":\"in_progress\"}",
                "1 ticket.update {\"basedOn\":1,\"set\":{\"subject\":\"Due buche\"}}",
                "1 ticket.update {\"basedOn\":1,\"set\":{\"subject\":\"Tre buche\"}}",
                "1 handover.offer {\"reason\":\"r\",\"deadline\":\"2020-01-01T00:00:00Z\"}",
                "1 handover.accept {\"offer\":\"019aab3c-7f10-7b2e-8c55-0f6a1f2d3e4c\"}",
                "1 handover.expire {\"offer\":\"019aab3c-7f10-7b2e-8c55-0f6a1f2d3e4c\"}",
                "1 ticket.close {\"outcome\":\"solved\"}",
                "1 note.add {\"text\":\"a & <b> ]]> \\r\\n c\",\"audience\":\"parties\"}",
                "0 ticket.confirm {}",
                "1 ticket.resolve {\"outcome\":\"solved\"}",
                "0 ticket.reopen {\"reason\":\"r\"}",
                "1 ticket.resolve {\"outcome\":\"solved\"}",
                "0 ticket.confirm {}",
                "1 status.set {\"status\":\"in_progress\"}",
                "0 rating.add {\"face\":\"satisfied\"}");
        List<String> rest = new ArrayList<>();
        List<String> soap = new ArrayList<>();
        for (String step : script) {
            rest.add(step + " -> " + venezia.decision(said(VENEZIA, "L736", step)));
            soap.add(step + " -> " + decisionBySoap(said(PARMA, "G337", step)));
        }

        assertThat(soap).isEqualTo(rest);
        assertThat(rest).anyMatch(each -> each.endsWith("accepted"));
        assertThat(rest.stream()
                        .map(each -> each.replaceFirst(".* -> ", ""))
                        .distinct()
                        .count())
                .isGreaterThan(6);
    }

    /** Calls have no ticket, and so no script: each stands alone. */
    @Test
    void everyCallGetsTheSameAnswer() throws Exception {
        List<String> rest = new ArrayList<>();
        List<String> soap = new ArrayList<>();
        for (String to : List.of("c_b157", "itself", "c_z999", "hub")) {
            for (int minutes : List.of(-1, 10, 40)) {
                rest.add(to + " " + minutes + " " + venezia.decision(call(VENEZIA, to, minutes)));
                soap.add(to + " " + minutes + " " + decisionBySoap(call(PARMA, to, minutes)));
            }
        }

        assertThat(soap).isEqualTo(rest);
        assertThat(rest)
                .contains(
                        "c_b157 10 accepted",
                        "c_b157 40 deadline_invalid",
                        "c_b157 -1 deadline_invalid",
                        "itself 10 to_self",
                        "c_z999 10 recipient_unknown",
                        "hub 10 schema_invalid");
    }

    private static ObjectNode call(MemberCode from, String to, int minutes) {
        ObjectNode message = Json.MAPPER.createObjectNode();
        message.put("staffetta", "1.0")
                .put("id", MessageIds.next(Clock.systemUTC()).toString())
                .put("type", "call.transfer")
                .put("from", from.value());
        message.putArray("to").add(to.equals("itself") ? from.value() : to);
        message.put("sealedAt", Instant.now().toString());
        message.putObject("body")
                .put("call", "linea-7Kq2")
                .put("mode", "blind")
                .put("queue", "strade")
                .put("text", "Una buca & un'altra")
                .put("until", Instant.now().plusSeconds(60L * minutes).toString());
        return message;
    }

    /** Each class of refusal at the doors themselves: other words where ModI has others, and the same in all that follows. */
    @Test
    void everySpoiltCallGetsTheSameAnswer() throws Exception {
        Pen pen = Pen.of(hub, VENEZIA);
        String jws = pen.open(pen.number(556), TrackingCode.random()).jws();
        TestAuthority.Identity stranger = new TestAuthority(elsewhere).signature(VENEZIA.value());
        try (ModiClient rest = new ModiClient(hub, VENEZIA);
                SoapMember soap = new SoapMember(hub, VENEZIA)) {
            for (SpoiltCalls.Spoilt spoilt : new SpoiltCalls(hub, VENEZIA, stranger).of(jws)) {
                JsonNode problem = problem(rest, rest.post(jws, spoilt.rest()));
                SoapMember.Answer fault = fault(
                        soap,
                        soap.send(spoilt.soap(), spoilt.soap().length == 0 ? "text/plain" : "text/xml; charset=UTF-8"));

                assertThat(problem.path("code").asString()).as(spoilt.how()).isEqualTo(spoilt.asRest());
                assertThat(fault.code()).as(spoilt.how()).isEqualTo(spoilt.asSoap());
                assertSameSort(spoilt.how(), problem, fault);
            }
            String jti = "the same once more";
            String once = SoapMember.text(
                    soap.signed(soap.envelope("", "<s:submit><s:sealed>" + jws + "</s:sealed></s:submit>")));
            assertThat(rest.post(jws, s -> s.authorization.put("jti", jti)).statusCode())
                    .as("nothing of all that has changed anything")
                    .isEqualTo(202);
            String leaf = fault(soap, soap.send(once)).first("leaf");
            assertThat(leaf).as("the receipt that REST got too").contains("ticket.open");
            JsonNode again = problem(rest, rest.post(jws, s -> s.authorization.put("jti", jti)));
            SoapMember.Answer twice = soap.send(once);
            assertThat(again.path("code").asString()).isEqualTo("token_replayed");
            assertThat(twice.code()).isEqualTo("signature_replayed");
            assertSameSort("replayed", again, twice);
        }
    }

    private static void assertSameSort(String how, JsonNode problem, SoapMember.Answer fault) {
        assertThat(List.of(fault.first("class"), fault.first("status"), fault.first("retryable")))
                .as(how)
                .isEqualTo(List.of(
                        problem.path("class").asString(),
                        problem.path("status").asString(),
                        problem.path("retryable").asString()));
    }

    /** Of the answer, or of the outcome where the message was taken. */
    private static JsonNode problem(ModiClient rest, HttpResponse<String> answer) throws Exception {
        return answer.statusCode() == 202
                ? Json.MAPPER
                        .readTree(rest.get("submissions/"
                                        + answer.headers()
                                                .firstValue("X-Correlation-ID")
                                                .orElseThrow()
                                        + "/outcome")
                                .body())
                        .path("problem")
                : Json.MAPPER.readTree(answer.body());
    }

    private static SoapMember.Answer fault(SoapMember soap, SoapMember.Answer answer) throws Exception {
        return answer.status() == 200 ? soap.about(answer.first("X-Correlation-ID"), "<s:outcome/>") : answer;
    }

    private static ObjectNode said(MemberCode from, String prefix, String step) {
        String[] words = step.split(" ", 3);
        ObjectNode message = Json.MAPPER.createObjectNode();
        message.put("staffetta", "1.0")
                .put("id", MessageIds.next(Clock.systemUTC()).toString())
                .put("type", words[1])
                .put("from", from.value());
        if (words[1].equals("handover.offer")) {
            message.putArray("to").add("c_b157");
        }
        message.put("ticket", TicketNumber.mint(prefix, 555).value())
                .put("epoch", Integer.parseInt(words[0]))
                .put("sealedAt", Instant.now().toString());
        message.set("body", Json.MAPPER.readTree(words[2]));
        return message;
    }

    /** The example as {@code from} would say it: the parts of Venezia and Parma are taken by it and the other. */
    private static ObjectNode as(MemberCode from, MemberCode other, JsonNode message) {
        boolean itself = message.path("from").asString("").equals(from.value());
        boolean theOther = message.path("from").asString("").equals(other.value());
        boolean mirrored = theOther || !itself && from.equals(PARMA);
        ObjectNode said =
                (ObjectNode) (mirrored ? Json.MAPPER.readTree(swapped(message.toString())) : message.deepCopy());
        said.remove("original");
        if (!itself
                && !theOther
                && said.path("from").isString()
                && !said.path("from").asString().equals("hub")) {
            said.put("from", from.value());
        }
        if (said.path("id").asString("").length() == 36) {
            said.put("id", MessageIds.next(Clock.systemUTC()).toString());
        }
        return said;
    }

    private static String swapped(String text) {
        return Pattern.compile("c_l736|c_g337|(L736|G337)-([0-9]{6})-([A-Z0-9])")
                .matcher(text)
                .replaceAll(found -> switch (found.group()) {
                    case "c_l736" -> "c_g337";
                    case "c_g337" -> "c_l736";
                    default -> number(found);
                });
    }

    /** A number that is none stays none. */
    private static String number(MatchResult found) {
        int serial = Integer.parseInt(found.group(2));
        boolean good = TicketNumber.mint(found.group(1), serial).value().equals(found.group());
        return good
                ? TicketNumber.mint(found.group(1).equals("L736") ? "G337" : "L736", serial)
                        .value()
                : found.group();
    }

    private static String decisionBySoap(ObjectNode message) throws Exception {
        Element submit = Told.root("submit");
        submit.appendChild(MessageToXml.write(Json.MAPPER.writeValueAsBytes(message), submit.getOwnerDocument()));
        SoapMember.Answer taken = parma.ask(SoapMember.text(submit.getOwnerDocument()));
        if (!taken.code().isEmpty()) {
            return taken.code();
        }
        SoapMember.Answer outcome = parma.about(taken.first("X-Correlation-ID"), "<s:outcome/>");
        return outcome.code().isEmpty() ? "accepted" : outcome.code();
    }

    private static List<Path> examples() throws IOException {
        Path specification = TestHub.projectTenants().resolveSibling("protocol-spec/specification/examples");
        try (Stream<Path> files = Stream.concat(
                Files.walk(specification.resolve("valid")), Files.walk(specification.resolve("invalid")))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
