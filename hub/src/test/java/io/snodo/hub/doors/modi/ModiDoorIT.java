package io.snodo.hub.doors.modi;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.snodo.hub.CountedRsa;
import io.snodo.hub.TestAuthority;
import io.snodo.hub.TestHub;
import io.snodo.hub.delivery.Deliveries;
import io.snodo.hub.doors.rest.Description;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The REST binding as a system meets it that is not ours. Every answer is what the published description says. */
class ModiDoorIT {
    private static final Description DESCRIPTION = BindingDescriptionTest.PUBLISHED;

    @TempDir
    static Path folder;

    @TempDir
    static Path elsewhere;

    private static TestHub hub;
    private static ModiClient parma;
    private static ModiClient brescia;
    private static Pen pen;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.prepared(folder);
        hub.bind(PARMA, "{kind: rest-pull}");
        hub.startAgain("snodo.api.rate.burst=10000", "snodo.delivery.confirmation=1s");
        parma = new ModiClient(hub, PARMA);
        brescia = new ModiClient(hub, BRESCIA);
        pen = Pen.of(hub, PARMA);
    }

    @AfterAll
    static void stop() {
        parma.close();
        brescia.close();
        hub.close();
    }

    @Test
    void aMessageIsLeftAndItsOutcomeAskedFor() throws Exception {
        String jws = hello();

        HttpResponse<String> taken = DESCRIPTION.check(parma.post(jws));

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String correlation = taken.headers().firstValue("X-Correlation-ID").orElseThrow();
        assertThat(json(taken).path("correlation").stringValue()).isEqualTo(correlation);
        String location = taken.headers().firstValue("Location").orElseThrow();
        assertThat(URI.create(location).getPath()).isEqualTo("/rest/staffetta/v1/submissions/" + correlation);
        HttpResponse<String> decided = DESCRIPTION.check(parma.get(location));
        assertThat(decided.statusCode()).isEqualTo(303);
        HttpResponse<String> outcome = DESCRIPTION.check(
                parma.get(decided.headers().firstValue("Location").orElseThrow()));
        Stamp stamp = Json.MAPPER.treeToValue(json(outcome).path("receipt"), Stamp.class);
        assertThat(stamp.verify(hub.seal(MemberCode.HUB).verifyKey()))
                .get()
                .extracting(Record::from)
                .isEqualTo(PARMA);
        String tag = outcome.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
                DESCRIPTION.check(parma.get("submissions/" + correlation + "/outcome", Map.of("If-None-Match", tag)));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(auditOf(correlation)).as("the caller's own word is kept").contains(".");
    }

    @Test
    void takesEllipticCurvesToo() throws Exception {
        HttpResponse<String> good = parma.post(hello(), sending -> {
            sending.certificate = hub.link(PARMA); // P-256, of the same authority
            sending.key = hub.link(PARMA);
        });
        HttpResponse<String> foreign = parma.post(hello(), sending -> {
            sending.certificate = hub.link(PARMA);
            sending.key = hub.link(BRESCIA);
        });

        assertThat(good.statusCode()).as(good.body()).isEqualTo(202);
        assertThat(json(foreign).path("code").stringValue()).isEqualTo("token_signature_wrong");
    }

    /** hub/decisions/0102: what a message costs before anybody has read it. */
    @Test
    void nothingIsSignedOrVerifiedTwice() throws Exception {
        String jws = hello();
        try (CountedRsa rsa = new CountedRsa()) {
            HttpResponse<String> taken = parma.post(jws);
            assertThat(rsa.made()).as("three of the caller's, and the answer").isEqualTo(3 + 1);
            assertThat(rsa.verified()).as("the caller's").isEqualTo(3);

            HttpResponse<String> outcome =
                    parma.get("submissions/" + json(taken).path("correlation").stringValue() + "/outcome");
            assertThat(outcome.statusCode()).as(outcome.body()).isEqualTo(200);
            assertThat(rsa.made()).isEqualTo(4 + 1 + 1);
            assertThat(rsa.verified()).isEqualTo(3 + 1);
        }
    }

    @Test
    void theSameMessageAgainHasTheSameReceipt() throws Exception {
        String jws = hello();

        assertThat(outcome(parma.post(jws)).path("receipt"))
                .isEqualTo(outcome(parma.post(jws)).path("receipt"));
    }

    @Test
    void whatTheExchangeRefusesIsAnOutcomeAndNotAnAnswer() throws Exception {
        HttpResponse<String> taken = DESCRIPTION.check(parma.post("nonsense"));

        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(outcome(taken).path("problem").path("code").stringValue()).isEqualTo("message_malformed");
    }

    @Test
    void whatIsNotDecidedYetIsUnderWay() throws Exception {
        DatabaseCoordinates found = hub.bean(DatabaseCoordinates.class);
        String location;
        try (Connection holding = DriverManager.getConnection(
                found.url(), found.owner().username(), found.owner().password())) {
            holding.createStatement().execute("select pg_advisory_lock(7369726)"); // no batch is recorded meanwhile
            location = parma.post(hello()).headers().firstValue("Location").orElseThrow();
            HttpResponse<String> status = DESCRIPTION.check(parma.get(location));
            assertThat(status.statusCode()).isEqualTo(200);
            assertThat(json(status).path("status").stringValue()).isEqualTo("processing");
            assertThat(parma.get(location + "/outcome").statusCode()).isEqualTo(404);
        }
        HttpResponse<String> status = parma.get(location);
        for (int i = 0; i < 600 && status.statusCode() == 200; i++) {
            status = parma.get(location);
        }
        assertThat(status.statusCode()).isEqualTo(303);
    }

    @Test
    void answersAreSignedByTheHubOverWhatWasAsked() throws Exception {
        HttpResponse<String> taken = parma.post(hello());

        SignedJWT signature =
                SignedJWT.parse(taken.headers().firstValue("Agid-JWT-Signature").orElseThrow());
        RSAPublicKey key =
                (RSAPublicKey) PemContent.load(hub.signature(MemberCode.HUB).certificate())
                        .getCertificates()
                        .getFirst()
                        .getPublicKey();
        assertThat(signature.verify(new RSASSAVerifier(key))).isTrue();
        JWTClaimsSet claims = signature.getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly("c_g337");
        assertThat(claims.getIssuer()).isEqualTo("hub");
        assertThat(claims.getStringClaim("request_digest"))
                .isEqualTo(taken.request().headers().firstValue("Digest").orElseThrow());
        String digest = ModiClient.digest(taken.body());
        assertThat(taken.headers().firstValue("Digest")).contains(digest);
        assertThat(claims.getListClaim("signed_headers").toString())
                .contains(digest)
                .contains("content-type");
    }

    @Test
    void whatWaitsIsThereUntilItIsConfirmed() throws Exception {
        Pen venezia = Pen.of(hub, VENEZIA);
        TicketNumber number = venezia.number(41);
        say(venezia, venezia.open(number, TrackingCode.random()));
        Pen.Written offer =
                venezia.act(number, 1, new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null), PARMA);
        say(venezia, offer);

        Frame.Delivery first = about(number, page("deliveries?limit=1")).getFirst();
        HttpResponse<String> all = DESCRIPTION.check(parma.get("deliveries"));
        List<Frame.Delivery> waiting = about(number, all);
        assertThat(waiting).hasSize(2).first().isEqualTo(first);
        assertThat(waiting.getLast().message()).isEqualTo(offer.jws());
        HttpResponse<String> unchanged = DESCRIPTION.check(parma.get(
                "deliveries",
                Map.of("If-None-Match", all.headers().firstValue("ETag").orElseThrow())));
        assertThat(unchanged.statusCode()).isEqualTo(304);
        String cursor = json(all).path("cursor").stringValue();
        assertThat(about(number, page("deliveries?cursor=" + cursor))).isEmpty();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(hub.bean(Deliveries.class).lanes())
                        .as("given and not confirmed: the alarm's business")
                        .anyMatch(lane -> lane.recipient().equals(PARMA) && lane.unconfirmed() > 0));
        List<Receipt.Entry> entries = new ArrayList<>();
        for (Frame.Delivery delivery : waiting) {
            Record record = delivery.stamp()
                    .verify(hub.seal(MemberCode.HUB).verifyKey())
                    .orElseThrow();
            entries.add(new Receipt.Entry(record.message(), record.digest(), Receipt.Level.L2, null));
        }
        outcome(parma.post(pen.say(new Receipt(entries)).jws()));
        assertThat(about(number, page("deliveries"))).isEmpty();
        assertThat(progressOfVenezia()).contains(new Frame.Step(offer.id(), PARMA, Receipt.Level.L2, null));
    }

    private static List<Frame.Step> progressOfVenezia() throws Exception {
        try (ModiClient venezia = new ModiClient(hub, VENEZIA)) {
            String yesterday = Instant.now().minusSeconds(86_400).toString();
            HttpResponse<String> answer = DESCRIPTION.check(venezia.get("progress?since=" + yesterday));
            assertThat(venezia.get(
                                    "progress?since=" + yesterday,
                                    Map.of(
                                            "If-None-Match",
                                            answer.headers().firstValue("ETag").orElseThrow()))
                            .statusCode())
                    .isEqualTo(304);
            return json(answer)
                    .path("items")
                    .valueStream()
                    .map(step -> Json.MAPPER.treeToValue(step, Frame.Step.class))
                    .toList();
        }
    }

    @Test
    void statusAndDescriptionNeedNoToken() throws Exception {
        assertThat(DESCRIPTION.check(parma.without("status")).statusCode()).isEqualTo(200);
        assertThat(DESCRIPTION.check(parma.without("openapi.yaml")).body()).isEqualTo(DESCRIPTION.text());
        assertProblem(DESCRIPTION.check(parma.without("deliveries")), 401, "token_missing");
    }

    @Test
    void aSubmissionOfOthersIsAsUnknownAsOneThatIsNot() throws Exception {
        String location = parma.post(hello()).headers().firstValue("Location").orElseThrow();

        HttpResponse<String> others = DESCRIPTION.check(brescia.get(location));
        HttpResponse<String> none = DESCRIPTION.check(brescia.get("submissions/00000000-0000-0000-0000-000000000000"));

        assertProblem(others, 404, "not_found");
        assertProblem(none, 404, "not_found");
    }

    @Test
    void ofEachMemberTheNewestSubmissionsAreKeptAndOldOnesAreForgotten() throws Exception {
        String first = left(parma.post(hello()));
        String second = left(parma.post(hello()));
        String others = left(brescia.post(Pen.of(hub, BRESCIA).say(greeting()).jws()));

        forget(Instant.EPOCH, 1);

        assertThat(parma.get("submissions/" + first).statusCode()).isEqualTo(404);
        assertThat(parma.get("submissions/" + second).statusCode()).isEqualTo(303);
        assertThat(brescia.get("submissions/" + others).statusCode()).isEqualTo(303);
        forget(Instant.now().plusSeconds(60), 10_000);
        assertThat(parma.get("submissions/" + second).statusCode()).isEqualTo(404);
    }

    private static String left(HttpResponse<String> taken) {
        return taken.headers().firstValue("X-Correlation-ID").orElseThrow();
    }

    private static void forget(Instant before, int most) {
        hub.bean(JdbcClient.class)
                .sql("select submissions_forgotten(?, ?)")
                .params(Timestamp.from(before), most)
                .query(Long.class)
                .single();
    }

    @Test
    void aTokenOpensOnce() throws Exception {
        String jti = "once-and-never-again";
        Consumer<ModiClient.Sending> same = sending -> sending.authorization.put("jti", jti);

        assertThat(parma.post(hello(), same).statusCode()).isEqualTo(202);
        assertProblem(parma.post(hello(), same), 401, "token_replayed");
        assertThat(brescia.post(Pen.of(hub, BRESCIA).say(greeting()).jws(), same)
                        .statusCode())
                .as("two members may use the same id")
                .isEqualTo(202);
    }

    @Test
    void noTokenIsUsedUpByACallOfWhichAnotherHasBeenUsed() throws Exception {
        parma.post(hello(), sending -> sending.authorization.put("jti", "used-before"));
        Consumer<ModiClient.Sending> first = sending -> sending.authorization.put("jti", "not-used-yet");

        assertProblem(
                parma.post(hello(), first.andThen(sending -> sending.integrity.put("jti", "used-before"))),
                401,
                "token_replayed");
        assertThat(parma.post(hello(), first).statusCode()).isEqualTo(202);
    }

    @Test
    void tokensOfOneCallMayShareTheirIdAndAClockMayBeALittleAhead() throws Exception {
        HttpResponse<String> answer = parma.post(hello(), sending -> {
            sending.integrity.put("jti", sending.authorization.get("jti"));
            sending.authorization.put("iat", Instant.now().getEpochSecond() + 3);
            sending.headers.put("Digest", "SHA-512=AAAA, " + sending.headers.get("Digest"));
            sending.signed.put("digest", sending.headers.get("Digest"));
        });

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    static Stream<Arguments> spoilt() {
        long now = Instant.now().getEpochSecond();
        TestAuthority.Identity foreign = new TestAuthority(elsewhere).signature("c_g337");
        return Stream.of(
                spoilt("token_missing", s -> s.authorization.clear()),
                spoilt("token_missing", s -> s.headers.put("Authorization", "Basic YTpi")),
                spoilt("token_invalid", s -> s.headers.put("Authorization", "Bearer a.b.c")),
                spoilt("token_invalid", s -> s.headers.put("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")),
                spoilt("token_invalid", s -> s.authorization.remove("jti")),
                spoilt("token_invalid", s -> s.authorization.put("iss", "c_b157")),
                spoilt("token_signature_wrong", s -> s.key = hub.signature(BRESCIA)),
                spoilt("token_audience_wrong", s -> s.authorization.put("aud", "somebody")),
                spoilt("token_audience_wrong", s -> s.integrity.put("aud", "somebody")),
                spoilt("token_expired", s -> s.authorization.put("exp", now - 1)),
                spoilt("token_expired", s -> s.authorization.put("iat", now - 400)),
                spoilt("token_not_yet_valid", s -> s.authorization.put("iat", now + 600)),
                spoilt("token_not_yet_valid", s -> s.authorization.put("nbf", now + 600)),
                spoilt("certificate_untrusted", s -> {
                    s.certificate = foreign;
                    s.key = foreign;
                }),
                spoilt("certificate_foreign", s -> {
                    s.certificate = hub.signature(BRESCIA);
                    s.key = hub.signature(BRESCIA);
                }),
                spoilt("integrity_missing", s -> s.integrity.clear()),
                spoilt("header_not_covered", s -> s.signed.remove("digest")),
                spoilt("header_not_covered", s -> s.signed.remove("content-type")),
                spoilt("header_not_covered", s -> s.signed.clear()),
                spoilt("header_not_covered", s -> s.headers.put("Content-Encoding", "identity")),
                spoilt("header_mismatch", s -> s.signed.put("content-type", "text/plain")),
                spoilt("header_mismatch", s -> s.headers.put("Digest", ModiClient.digest("other"))),
                spoilt("digest_mismatch", s -> s.body = "other"),
                spoilt("audit_missing", s -> s.audit.clear()),
                spoilt("audit_invalid", s -> s.audit.remove("userID")),
                spoilt("audit_invalid", s -> s.audit.remove("userLocation")),
                spoilt("audit_invalid", s -> s.audit.put("exp", now - 1)));
    }

    private static Arguments spoilt(String code, Consumer<ModiClient.Sending> how) {
        return arguments(code, how);
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void whatIsNotSignedAsItShouldBeIsRefusedWithItsOwnCode(String code, Consumer<ModiClient.Sending> how)
            throws Exception {
        HttpResponse<String> answer = DESCRIPTION.check(parma.post(hello(), how));

        assertProblem(answer, 401, code);
    }

    @Test
    void nobodyMakesTheHubCallStrangers() throws Exception {
        for (String address : List.of("https://169.254.169.254/x", "http://localhost/x", "not an address")) {
            HttpResponse<String> answer = parma.post(hello(), s -> s.headers.put("X-ReplyTo", address));
            assertProblem(DESCRIPTION.check(answer), 422, "reply_to_foreign");
        }
    }

    @Test
    void whatIsTooLargeOrOfAnotherTypeIsRefused() throws Exception {
        assertProblem(DESCRIPTION.check(parma.post("x".repeat(Json.MAX_MESSAGE_BYTES + 1))), 413, "message_too_large");
        HttpResponse<String> text = parma.post(hello(), s -> {
            s.headers.put("Content-Type", "text/plain");
            s.signed.put("content-type", "text/plain");
        });
        assertProblem(DESCRIPTION.check(text), 415, "content_type_unsupported");
        assertProblem(DESCRIPTION.check(parma.get("deliveries?limit=many")), 422, "schema_invalid");
        assertProblem(DESCRIPTION.check(parma.get("progress?since=yesterday")), 422, "schema_invalid");
        assertProblem(DESCRIPTION.check(parma.get("nothing")), 404, "not_found");
    }

    private static String hello() {
        return pen.say(greeting()).jws();
    }

    private static MemberHello greeting() {
        return new MemberHello("test/1", List.of("1.0"), 1);
    }

    private static JsonNode outcome(HttpResponse<String> taken) throws Exception {
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        return json(DESCRIPTION.check(parma.get(
                "submissions/" + taken.headers().firstValue("X-Correlation-ID").orElseThrow() + "/outcome")));
    }

    private static HttpResponse<String> page(String path) throws Exception {
        return DESCRIPTION.check(parma.get(path));
    }

    private static List<Frame.Delivery> about(TicketNumber number, HttpResponse<String> page) {
        return json(page)
                .path("items")
                .valueStream()
                .map(item -> (Frame.Delivery) Json.MAPPER.treeToValue(item, Frame.class))
                .filter(delivery -> delivery.stamp().leaf().contains(number.value()))
                .toList();
    }

    private static void say(Pen by, Pen.Written written) {
        hub.bean(Exchange.class)
                .submit(new Incoming(written.jws(), by.member(), "test"))
                .join();
    }

    private static String auditOf(String correlation) {
        return CurrentTenant.during(
                PARMA,
                () -> hub.bean(JdbcClient.class)
                        .sql("select audit from submission where id = cast(? as uuid)")
                        .param(correlation)
                        .query(String.class)
                        .single());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(json(answer).path("code").stringValue("")).as(answer.body()).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }
}
