package io.snodo.hub.dossier;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.evidence.Anchors;
import io.snodo.hub.evidence.tsa.StandInAuthority;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Sha256;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The evidence of a ticket that changed hands, asked for over the API as its parties do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DossierIT {
    private final StandInAuthority authority = new StandInAuthority();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestHub hub;
    private Pen venezia;
    private Pen parma;
    private TicketNumber ticket;

    @BeforeAll
    void aTicketThatChangedHandsAndWhoseEndIsNotYetAnchored(@TempDir Path folder) throws Exception {
        hub = TestHub.start(
                folder,
                "snodo.anchor.authority=" + authority.url(),
                "snodo.anchor.certificate=" + authority.rootIn(folder),
                "snodo.anchor.every=200ms",
                "snodo.anchor.first-pause=200ms",
                "snodo.anchor.longest-pause=500ms");
        venezia = Pen.of(hub, VENEZIA);
        parma = Pen.of(hub, PARMA);
        ticket = venezia.number(42);
        Pen.Written opening = venezia.open(ticket, TrackingCode.random());
        accepted(venezia, opening);
        accepted(venezia, venezia.act(ticket, 1, new NoteAdd("Solo per noi.", Audience.OWNER, List.of())));
        Pen.Written offer = venezia.act(
                ticket,
                1,
                new HandoverOffer("La strada è vostra.", Instant.now().plusSeconds(3600), null),
                PARMA);
        accepted(venezia, offer);
        anchored();
        accepted(parma, parma.act(ticket, 1, new HandoverAccept(offer.id())));
        accepted(parma, parma.act(ticket, 2, new NoteAdd("Solo per Parma.", Audience.OWNER, List.of())));
        anchored();
        // something of others in between, so that the chain of anchors has a link this ticket does not name
        accepted(venezia, venezia.open(venezia.number(43), TrackingCode.random()));
        anchored();
        accepted(parma, parma.act(ticket, 2, new TicketResolve(Outcome.SOLVED, "Buca chiusa.")));
        anchored();
        authority.away(true);
        accepted(venezia, venezia.act(ticket, 2, new TicketConfirm(null)));
        submit(
                parma,
                parma.say(
                        new Receipt(List.of(receipt(opening, Receipt.Level.L2), receipt(opening, Receipt.Level.L3)))));
    }

    @AfterAll
    void stop() {
        http.close();
        hub.close();
        authority.close();
    }

    @Test
    void holdsWhatThePartyMayReadAndOnlyTheHashOfTheRest() throws Exception {
        JsonNode file = Json.MAPPER.readTree(evidence(VENEZIA).body());

        assertThat(sequences(file)).containsExactly(1L, 2L, 3L, 4L, 6L, 7L);
        assertThat(file.path("withheld")).hasSize(1);
        JsonNode withheld = file.path("withheld").get(0);
        assertThat(withheld.path("sequence").asLong()).isEqualTo(5);
        assertThat(withheld.propertyNames()).isSubsetOf("sequence", "hash", "batch", "index", "path");
        String parmas = leaf(Json.MAPPER.readTree(evidence(PARMA).body()), 5);
        assertThat(withheld.path("hash").asString())
                .isEqualTo(Sha256.base64Url(("\0" + parmas).getBytes(StandardCharsets.UTF_8)));
        assertThat(sequences(Json.MAPPER.readTree(evidence(PARMA).body())))
                .as("Parma was not yet there for the second")
                .containsExactly(1L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void everyStampHoldsAndEveryMessageIsAsItCame() throws Exception {
        JsonNode file = Json.MAPPER.readTree(evidence(VENEZIA).body());

        for (JsonNode entry : file.path("entries")) {
            String root = batch(file, entry.path("batch").asLong()).path("root").asString();
            Stamp stamp = new Stamp(
                    entry.path("leaf").asString(),
                    entry.path("index").asInt(),
                    entry.path("path").values().stream().map(JsonNode::asString).toList(),
                    root);
            assertThat(stamp.verify(hub.bean(SealKey.class).verifyKey()))
                    .get()
                    .satisfies(record -> assertThat(record.digest())
                            .isEqualTo(Sealed.read(entry.path("message").asString())
                                    .orElseThrow()
                                    .digest()));
        }
        assertThat(file.path("keys").values().stream().map(k -> k.path("member").asString()))
                .containsExactlyInAnyOrder("hub", "c_l736", "c_g337");
        assertThat(file.path("receipts").values().stream()
                        .filter(receipt -> receipt.has("applied"))
                        .map(receipt -> receipt.path("by").asString()))
                .containsExactly("c_g337");
    }

    @Test
    void namesTheAnchorsOfItsBatchesAndLinksTheOnesInBetween() throws Exception {
        JsonNode file = Json.MAPPER.readTree(evidence(VENEZIA).body());

        List<JsonNode> anchors = List.copyOf(file.path("anchors").values());
        assertThat(anchors).hasSizeGreaterThanOrEqualTo(4);
        assertThat(anchors.stream().filter(anchor -> !anchor.has("token"))).isNotEmpty();
        Set<Long> named = new HashSet<>();
        for (JsonNode batch : file.path("batches")) {
            if (batch.has("anchor")) {
                named.add(batch.path("anchor").asLong());
            }
        }
        assertThat(anchors.stream()
                        .filter(anchor -> anchor.has("token"))
                        .map(anchor -> Json.MAPPER
                                .readTree(anchor.path("statement").asString())
                                .path("anchor")
                                .asLong()))
                .containsExactlyInAnyOrderElementsOf(named);
        JsonNode last = file.path("batches").get(file.path("batches").size() - 1);
        assertThat(last.has("anchor")).as("not yet anchored").isFalse();
    }

    @Test
    void isSealedByTheHubToItsLastOctet() throws Exception {
        byte[] bytes = evidence(VENEZIA).body().getBytes(StandardCharsets.UTF_8);
        JsonNode file = Json.MAPPER.readTree(bytes);
        String seal = file.path("seal").asString();
        byte[] payload = Sealed.read(seal, "staffetta-evidence")
                .flatMap(jws -> jws.verify(hub.bean(SealKey.class).verifyKey()))
                .orElseThrow();
        JsonNode closing = Json.MAPPER.readTree(payload);
        int octets = closing.path("octets").asInt();

        assertThat(new String(Arrays.copyOfRange(bytes, octets, bytes.length), StandardCharsets.US_ASCII))
                .isEqualTo(",\"seal\":\"" + seal + "\"}\n");
        assertThat(closing.path("sha256").asString()).isEqualTo(Sha256.base64Url(Arrays.copyOf(bytes, octets)));
        assertThat(closing.path("for").asString()).isEqualTo("c_l736");
    }

    @Test
    void aStrangerIsToldTheSameAsIfThereWereNoTicket() throws Exception {
        HttpResponse<String> stranger = evidence(BRESCIA);
        HttpResponse<String> nothing = get(BRESCIA, "/tickets/" + TicketNumber.mint("L736", 999_999) + "/evidence");

        assertThat(stranger.statusCode()).isEqualTo(404);
        assertThat(withoutCorrelation(stranger)).isEqualTo(withoutCorrelation(nothing));
        assertThat(Json.MAPPER.readTree(stranger.body()).path("code").asString())
                .isEqualTo("ticket_unknown");
    }

    @Test
    void leavesNoFileBehind() throws Exception {
        evidence(VENEZIA);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                assertThat(files.filter(f -> f.getFileName().toString().startsWith("snodo-evidence")))
                        .isEmpty();
            }
        });
    }

    /** {@code -Dsnodo.golden=FOLDER} keeps the files, as examples for the specification. */
    @Test
    void canBeKeptAsAnExample() throws Exception {
        String golden = System.getProperty("snodo.golden", "");
        for (MemberCode party : List.of(VENEZIA, PARMA)) {
            HttpResponse<String> answer = evidence(party);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"evidence-" + ticket + ".json\"");
            if (!golden.isEmpty()) {
                Files.writeString(Path.of(golden, "for-" + party + ".json"), answer.body());
            }
        }
    }

    private HttpResponse<String> evidence(MemberCode party) throws IOException, InterruptedException {
        return get(party, "/tickets/" + ticket + "/evidence");
    }

    private HttpResponse<String> get(MemberCode caller, String path) throws IOException, InterruptedException {
        long now = Instant.now().getEpochSecond();
        byte[] claims = Json.MAPPER.writeValueAsBytes(Map.of(
                "iss",
                caller.value(),
                "aud",
                "hub",
                "iat",
                now,
                "exp",
                now + 60,
                "jti",
                UUID.randomUUID().toString()));
        return http.send(
                HttpRequest.newBuilder(URI.create(hub.url() + "/api/v1" + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + Sealed.sign(claims, "JWT", hub.seal(caller)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String withoutCorrelation(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"correlation\":\"[^\"]*\"", "");
    }

    private static List<Long> sequences(JsonNode file) {
        return file.path("entries").values().stream()
                .map(entry -> Json.MAPPER
                        .readTree(entry.path("leaf").asString())
                        .path("sequence")
                        .asLong())
                .toList();
    }

    private static String leaf(JsonNode file, long sequence) {
        return file.path("entries").values().stream()
                .map(entry -> entry.path("leaf").asString())
                .filter(leaf -> Json.MAPPER.readTree(leaf).path("sequence").asLong() == sequence)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode batch(JsonNode file, long number) {
        return file.path("batches").values().stream()
                .filter(batch -> batch.path("batch").asLong() == number)
                .findFirst()
                .orElseThrow();
    }

    private static Receipt.Entry receipt(Pen.Written message, Receipt.Level level) {
        String digest = Sealed.read(message.jws()).orElseThrow().digest();
        return new Receipt.Entry(message.id(), digest, level, null);
    }

    private void anchored() {
        Anchors anchors = hub.bean(Anchors.class);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(anchors.reach().waiting()).isZero());
    }

    private void accepted(Pen by, Pen.Written written) {
        assertThat(submit(by, written)).isInstanceOf(Decision.Accepted.class);
    }

    private Decision submit(Pen by, Pen.Written written) {
        return hub.bean(Exchange.class)
                .submit(new Incoming(written.jws(), by.member(), "test"))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
