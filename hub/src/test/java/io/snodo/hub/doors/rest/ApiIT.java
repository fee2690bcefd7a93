package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestHub;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.Sealed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import tools.jackson.databind.JsonNode;

class ApiIT {
    @TempDir
    static Path folder;

    /** Every answer in these tests is what the published description says. */
    private static final Description DESCRIPTION = Description.published();

    private static TestHub hub;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.start(
                folder,
                "snodo.api.rate.per-second=20",
                "snodo.api.rate.burst=60",
                "server.tomcat.connection-timeout=2s");
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        hub.close();
    }

    @Test
    void anybodyMayAskWhetherTheHubIsUp() throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri("/status")).GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(answer.headers().firstValue("Cache-Control"))
                .get()
                .asString()
                .contains("no-store");
    }

    @Test
    void aMemberLooksUpTheOthers() throws Exception {
        assertThat(json(get("/members")).path("items").size()).isEqualTo(4);
        assertThat(json(get("/members/c_g337")).path("name").stringValue()).isEqualTo("Comune di Parma");
        assertThat(json(get("/registry")).path("version").intValue()).isEqualTo(1);
        assertThat(json(get("/registry?since=1")).path("from").intValue()).isEqualTo(1);
        assertThat(json(get("/registry?since=1")).has("members")).isFalse();
        assertThat(json(get("/registry?since=9")).has("from"))
                .as("a version that nobody knows")
                .isFalse();
        assertThat(get("/registry?since=today").statusCode()).isEqualTo(422);
        assertThat(get("/tickets").body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws Exception {
        HttpResponse<String> first = get("/registry");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = send(authorised("/registry", TestHub.VENEZIA)
                .header("If-None-Match", tag)
                .GET());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(send(authorised("/registry", TestHub.VENEZIA)
                                .header("If-None-Match", "\"registry-0\"")
                                .GET())
                        .body())
                .isEqualTo(first.body());
    }

    @Test
    void anybodyMayReadWhatTheApiSaysOfItself() throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri("/openapi.yaml")).GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("openapi: 3.0").isEqualTo(DESCRIPTION.text());
    }

    @Test
    void aSealedMessageIsAnsweredWithTheHubsStampAndTheSameAgainWithTheSameAgain() throws Exception {
        String jws = sealed(TestHub.VENEZIA, hello());
        HttpResponse<String> first = post(TestHub.VENEZIA, jws);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        Stamp stamp = Json.MAPPER.treeToValue(json(first).path("receipt"), Stamp.class);
        assertThat(stamp.verify(hub.seal(MemberCode.HUB).verifyKey()))
                .get()
                .satisfies(record -> assertThat(record.from()).isEqualTo(TestHub.VENEZIA));
        assertThat(post(TestHub.VENEZIA, jws).body()).isEqualTo(first.body());
    }

    @Test
    void everyAnswerHasItsCorrelationId() throws Exception {
        HttpResponse<String> asked = send(authorised("/members/c_x999", TestHub.VENEZIA)
                .header("X-Correlation-ID", "mine-12345678")
                .GET());
        assertThat(asked.headers().firstValue("X-Correlation-ID")).contains("mine-12345678");
        assertThat(json(asked).path("correlation").stringValue()).isEqualTo("mine-12345678");
        HttpResponse<String> odd = send(authorised("/members", TestHub.VENEZIA)
                .header("X-Correlation-ID", "<script>")
                .GET());
        assertThat(odd.headers().firstValue("X-Correlation-ID"))
                .get()
                .asString()
                .hasSize(36);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /members/c_x999,          '',                         404, not_found",
        "GET,    /members/%3Cscript%3E,    '',                         404, not_found",
        "GET,    /nothing/here,            '',                         404, not_found",
        "GET,    /tickets/L736-000001-X,   '',                         404, ticket_unknown",
        "GET,    /tickets?limit=many,      '',                         422, schema_invalid",
        "DELETE, /members,                 '',                         405, method_not_allowed",
        "PUT,    /messages,                application/staffetta+jws,  405, method_not_allowed",
        "POST,   /messages,                text/plain,                 415, content_type_unsupported",
        "POST,   /messages,                application/staffetta+jws,  400, message_malformed",
    })
    void whatCannotBeIsAProblemWithItsCode(String method, String path, String type, int status, String code)
            throws Exception {
        HttpRequest.Builder request = authorised(path, TestHub.VENEZIA).method(method, BodyPublishers.ofString("{}"));
        HttpResponse<String> answer = send(type.isEmpty() ? request : request.header("Content-Type", type));
        assertProblem(answer, status, code);
    }

    @Test
    void withoutATokenNothingOpensAndATokenOpensOnce() throws Exception {
        HttpResponse<String> without =
                send(HttpRequest.newBuilder(uri("/members")).GET());
        assertProblem(without, 401, "token_missing");
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        String token = token(TestHub.VENEZIA);
        assertThat(send(with(token, "/members").GET()).statusCode()).isEqualTo(200);
        assertProblem(send(with(token, "/members").GET()), 401, "token_replayed");
        assertProblem(send(with("a.b.c", "/members").GET()), 401, "token_invalid");
    }

    @Test
    void anOperatorsProgramCallsWithItsOwnTokenAndNobodyElseOpensWhatIsItsOwn() throws Exception {
        try (OperatorClient operator = new OperatorClient(hub)) {
            assertThat(operator.seen("/members").path("items").valueStream())
                    .hasSize(4)
                    .allSatisfy(member ->
                            assertThat(member.path("state").stringValue()).isEqualTo("admitted"));
            assertThat(operator.seen("/plan").path("changes").size()).isZero();
            String token = operator.token();
            assertThat(operator.get("/acts", token).statusCode()).isEqualTo(200);
            assertProblem(operator.get("/acts", token), 401, "token_replayed");
            assertProblem(operator.get("/acts?limit=many"), 422, "schema_invalid");
            assertThat(operator.seen("/hubs").path("items").size()).isZero();
            assertProblem(operator.get("/hubs/parked?after=x"), 422, "schema_invalid");
            for (String wrong : List.of("{}", "{\"messages\":[]}", "{\"messages\":[\"1\"]}", "{\"messages\":7}")) {
                assertProblem(operator.post("/hubs/redelivery", wrong), 422, "schema_invalid");
            }
            assertThat(operator.post("/hubs/redelivery", "{\"messages\":[7]}").body())
                    .contains("\"notParked\":[7]");
            assertProblem(operator.get("/members/c_x999/tickets"), 404, "not_found");
            assertProblem(operator.post("/members/c_g337/suspension", "{}"), 422, "schema_invalid");
            assertProblem(operator.post("/members/c_g337/suspension", "{"), 400, "json_malformed");
            assertProblem(operator.post("/members/c_x999/suspension", "{\"reason\":\"x\"}"), 404, "not_found");
            assertThat(operator.post("/members/c_g337/revocations", "{\"key\":\"none\",\"reason\":\"x\"}")
                            .body())
                    .contains("nothing_to_do");
            assertProblem(send(with(operator.token(), "/members").GET()), 401, "token_invalid");
        }
        assertProblem(send(authorised("/operator/members", TestHub.VENEZIA).GET()), 401, "token_invalid");
        assertProblem(send(HttpRequest.newBuilder(uri("/operator/plan")).GET()), 401, "token_missing");
    }

    @Test
    void aMemberSpeaksOnlyForItself() throws Exception {
        assertProblem(post(TestHub.PARMA, sealed(TestHub.VENEZIA, hello())), 403, "sender_mismatch");
    }

    @Test
    void aBrokenSealAndBrokenJsonAreRefused() throws Exception {
        String jws = sealed(TestHub.VENEZIA, hello());
        String otherEnd = jws.substring(0, jws.length() - 6) + (jws.endsWith("AAAAAA") ? "BBBBBB" : "AAAAAA");
        assertProblem(post(TestHub.VENEZIA, otherEnd), 401, "seal_invalid");
        String broken =
                Sealed.sign("{\"staffetta\":".getBytes(StandardCharsets.UTF_8), "staffetta", hub.seal(TestHub.VENEZIA));
        assertProblem(post(TestHub.VENEZIA, broken), 400, "json_malformed");
    }

    @Test
    void aLargeBodyIsRefusedWithoutBeingReadAnnouncedOrNot() throws Exception {
        assertProblem(post(TestHub.VENEZIA, "x".repeat(Json.MAX_MESSAGE_BYTES + 1)), 413, "message_too_large");
        assertThat(flood("Content-Length: " + 100 * 1024 * 1024))
                .contains("413")
                .contains("message_too_large");
        assertThat(flood("Transfer-Encoding: chunked")).contains("413").contains("message_too_large");
    }

    @Test
    void whatIsNotAsciiIsNoMessage() throws Exception {
        InputStream bytes = new ByteArrayInputStream("à".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(authorised("/messages", TestHub.VENEZIA)
                .header("Content-Type", Addresses.SEALED)
                .POST(BodyPublishers.ofInputStream(() -> bytes)));
        assertProblem(answer, 400, "message_malformed");
    }

    @Test
    void whoCallsTooOftenIsToldWhenToComeAgain() throws Exception {
        HttpResponse<String> last =
                send(authorised("/members", TestHub.REGGIO_CALABRIA).GET());
        assertThat(last.headers().firstValue("X-RateLimit-Limit")).contains("60");
        for (int call = 0; call < 400 && last.statusCode() == 200; call++) {
            last = send(authorised("/members", TestHub.REGGIO_CALABRIA).GET());
        }
        assertProblem(last, 429, "rate_limited");
        assertThat(last.headers().firstValueAsLong("Retry-After")).hasValue(1);
        assertThat(last.headers().firstValue("X-RateLimit-Remaining")).contains("0");
    }

    /** Behind a proxy, which says for whom it calls. */
    @Test
    void whomTheHubDoesNotKnowIsCountedByItsAddress() throws Exception {
        HttpRequest.Builder asking =
                HttpRequest.newBuilder(uri("/openapi.yaml")).header("X-Forwarded-For", "192.0.2.7");
        HttpRequest.Builder failing = HttpRequest.newBuilder(uri("/members")).header("X-Forwarded-For", "192.0.2.8");
        assertTurnedAway(asking, 200);
        assertTurnedAway(failing, 401);
        HttpRequest.Builder another = HttpRequest.newBuilder(uri("/status")).header("X-Forwarded-For", "192.0.2.9");
        assertThat(send(another.GET()).headers().firstValue("X-RateLimit-Remaining"))
                .contains("59");
    }

    private static void assertTurnedAway(HttpRequest.Builder request, int before) throws Exception {
        HttpResponse<String> last = send(request.GET());
        for (int call = 0; call < 400 && last.statusCode() == before; call++) {
            last = send(request.GET());
        }
        assertProblem(last, 429, "rate_limited");
        assertThat(last.headers().firstValueAsLong("Retry-After")).hasValue(1);
    }

    @Test
    void aHubThatDoesNotWorkSaysSoAsAProblem() throws Exception {
        HealthContributorRegistry parts = hub.bean(HealthContributorRegistry.class);
        parts.registerContributor(
                "broken", (HealthIndicator) () -> Health.down().build());
        try {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(uri("/status")).GET());
            assertProblem(answer, 503, "hub_busy");
            assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(10);
        } finally {
            parts.unregisterContributor("broken");
        }
    }

    /** Begins a body of 100 MB and reads what the hub says before the end. */
    private static String flood(String framing) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", hub.url().getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + token(TestHub.VENEZIA) + "\r\nContent-Type: " + Addresses.SEALED + "\r\n" + framing
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            boolean chunked = framing.contains("chunked");
            byte[] block = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < 6 && chunked || sent < 1; sent++) {
                if (chunked) {
                    out.write((Integer.toHexString(block.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                out.write(block);
                if (chunked) {
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
            out.flush();
            StringBuilder said = new StringBuilder();
            byte[] buffer = new byte[4096];
            for (int read = socket.getInputStream().read(buffer);
                    read > 0 && !said.toString().contains("correlation");
                    read = socket.getInputStream().read(buffer)) {
                said.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
            return said.toString();
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .as(answer.statusCode() + " " + answer.body())
                .get()
                .asString()
                .startsWith("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("code").stringValue()).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("correlation").stringValue()).isNotBlank();
    }

    private static MemberHello hello() {
        return new MemberHello("test/1", List.of("1.0"), 1);
    }

    private static String sealed(MemberCode from, MemberHello hello) {
        Message message = Message.of(Clock.systemUTC(), from, List.of(), hello);
        return Sealed.seal(message, hub.seal(from)).jws();
    }

    private static String token(MemberCode member) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims =
                Map.of("iss", member.value(), "aud", "hub", "iat", now, "exp", now + 60, "jti", UUID.randomUUID());
        return Sealed.sign(Json.MAPPER.writeValueAsBytes(claims), "JWT", hub.seal(member));
    }

    private static URI uri(String path) {
        return hub.url().resolve("/api/v1" + path);
    }

    private static HttpRequest.Builder authorised(String path, MemberCode member) {
        return with(token(member), path);
    }

    private static HttpRequest.Builder with(String token, String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(authorised(path, TestHub.VENEZIA).GET());
    }

    private static HttpResponse<String> post(MemberCode member, String body) throws Exception {
        return send(authorised("/messages", member)
                .header("Content-Type", Addresses.SEALED)
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return DESCRIPTION.check(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }
}
