package io.snodo.hub.attachments;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import io.snodo.hub.TestHub;
import io.snodo.hub.attachments.Filer.Place;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.doors.rest.Description;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Offers;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;

/** Files on a ticket of Venezia's that Parma is offered, with a scanner beside the hub. Brescia has nothing to do with it. */
class AttachmentsIT {
    private static final Logger LOG = LoggerFactory.getLogger(AttachmentsIT.class);
    private static final int MIB = 1024 * 1024;
    private static final int CHUNK = 16 * MIB;

    @TempDir
    static Path folder;

    private static TestHub hub;
    private static StandInClamd scanner;
    private static HttpClient http;
    private static Filer venezia;
    private static Filer parma;
    private static Filer brescia;
    private static TicketNumber ticket;

    @BeforeAll
    static void start() throws Exception {
        scanner = new StandInClamd();
        http = HttpClient.newHttpClient();
        hub = TestHub.prepared(folder);
        agree(VENEZIA, "{maxSize: 2GB}");
        agree(REGGIO_CALABRIA, "{maxSize: 1GB, types: [text/plain]}");
        startHub();
        venezia = new Filer(hub, VENEZIA, http);
        parma = new Filer(hub, PARMA, http);
        brescia = new Filer(hub, BRESCIA, http);
        Pen pen = Pen.of(hub, VENEZIA);
        ticket = pen.number(660);
        accepted(pen, pen.open(ticket, TrackingCode.random()));
        HandoverOffer handover = new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null);
        accepted(pen, pen.act(ticket, 1, handover, PARMA));
    }

    private static void startHub() {
        hub.startAgain(
                "snodo.api.rate.burst=100000",
                "snodo.attachments.clamd.host=127.0.0.1",
                "snodo.attachments.clamd.port=" + scanner.port(),
                "snodo.attachments.first-pause=200ms",
                "snodo.attachments.quota=1500MB",
                "snodo.attachments.spare=10MB");
    }

    private static void agree(MemberCode member, String attachments) throws IOException {
        Path file = hub.tenant(member).resolve("tenant.yaml");
        Files.writeString(file, Files.readString(file) + "attachments: " + attachments + "\n");
    }

    @AfterAll
    static void stop() throws IOException {
        http.close();
        hub.close();
        scanner.close();
    }

    @Test
    void aContentGoesToTheHubInChunksAndToWhomItsOfferIsFor() throws Exception {
        Octets octets = new Octets(1, 3 * MIB + 17);
        Place place = offered(octets, Audience.PARTIES);
        assertThat(parma.state(place)).isEqualTo("awaited");
        refused(parma.get(place.path() + "/content"), 409, "attachment_awaited");

        HttpResponse<String> first = venezia.append(place, 0, false, octets.bytes(0, MIB));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(204);
        assertThat(first.headers().firstValue("Upload-Offset")).contains(String.valueOf(MIB));
        assertThat(first.headers().firstValue("Upload-Complete")).contains("?0");
        HttpResponse<String> last = venezia.append(place, MIB, true, octets.bytes(MIB, 2 * MIB + 17));

        assertThat(last.statusCode()).as(last.body()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(last.body()).path("state").stringValue())
                .isEqualTo("held");
        free(place);
        HttpResponse<InputStream> fetched = parma.stream(place);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(fetched.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(fetched.headers().firstValue("Content-Disposition"))
                .get()
                .asString()
                .startsWith("attachment; ")
                .contains("pianta%20%C3%A8.pdf");
        assertThat(fetched.headers().firstValue("ETag")).contains("\"" + octets.digest() + "\"");
        assertThat(digest(fetched.body())).isEqualTo(octets.digest());
        refused(venezia.append(place, octets.size(), true, new byte[0]), 409, "attachment_complete");
        assertThat(venezia.head(place.path() + "/upload").headers().firstValue("Upload-Complete"))
                .contains("?1");
        assertThat(Json.MAPPER
                        .readTree(parma.get("/tickets/" + ticket.value() + "/attachments")
                                .body())
                        .path("items")
                        .findValuesAsString("offer"))
                .contains(place.offer().toString());
    }

    @Test
    void aContentWhoseLineBrokeGoesOnWhereItBroke() throws Exception {
        Octets octets = new Octets(2, 2 * MIB);
        Place place = offered(octets, Audience.PARTIES);

        breakOff(place, octets.bytes(0, 300_000), octets.size());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(venezia.offset(place)).isBetween(1L, 300_000L));
        hub.close(); // and not even the hub need stay
        startHub();
        long offset = venezia.offset(place);
        assertThat(offset).isPositive();
        HttpResponse<String> wrong = venezia.append(place, 0, false, new byte[10]);
        refused(wrong, 409, "upload_offset_wrong");
        assertThat(wrong.headers().firstValue("Upload-Offset")).contains(String.valueOf(offset));
        HttpResponse<String> rest =
                venezia.append(place, offset, true, octets.bytes(offset, (int) (octets.size() - offset)));
        assertThat(rest.statusCode()).as(rest.body()).isEqualTo(200);
        free(place);
    }

    @Test
    void oneRequestAtATimeBringsAContent() throws Exception {
        Octets octets = new Octets(3, 2 * MIB);
        Place place = offered(octets, Audience.PARTIES);
        try (Socket slow = begin(place, octets.size())) {
            slow.getOutputStream().write(octets.bytes(0, 100));
            slow.getOutputStream().flush();
            await().atMost(Duration.ofSeconds(30)).until(() -> venezia.offset(place) == 100);
            refused(venezia.append(place, 100, false, new byte[10]), 409, "upload_busy");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> venezia.drop(place).statusCode() == 204);
        assertThat(venezia.offset(place)).isZero();
    }

    @Test
    void whatIsNotWhatWasOfferedIsDropped() throws Exception {
        Octets octets = new Octets(4, 2000);
        Place place = offered(octets, Audience.PARTIES);

        refused(venezia.append(place, 0, true, new Octets(5, 2000).bytes(0, 2000)), 422, "content_mismatch");
        assertThat(venezia.offset(place)).isZero();
        refused(venezia.append(place, 0, true, octets.bytes(0, 1999)), 400, "upload_length_wrong");
        refused(venezia.append(place, 0, true, new Octets(4, 3000).bytes(0, 2001)), 400, "upload_length_wrong");
        assertThat(venezia.offset(place)).isZero();
        refused(venezia.append(place, 0, false, new byte[CHUNK + 1]), 413, "chunk_too_large");
        assertThat(venezia.append(place, 0, true, octets.bytes(0, 2000)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsTooLargeOrOfAnotherTypeIsRefusedBeforeItComes() {
        Pen parmas = Pen.of(hub, PARMA);
        String digest = new Octets(6, 10).digest();
        assertThat(refusal(parmas, file("a.pdf", "application/pdf", 25L * MIB + 1, digest, Audience.PARTIES)))
                .isEqualTo(RefusalCode.ATTACHMENT_TOO_LARGE);
        assertThat(refusal(parmas, file("a.exe", "application/x-msdownload", 10, digest, Audience.PARTIES)))
                .isEqualTo(RefusalCode.ATTACHMENT_TYPE_REFUSED);
        assertThat(refusal(Pen.of(hub, BRESCIA), file("a.pdf", "application/pdf", 10, digest, Audience.PARTIES)))
                .isEqualTo(RefusalCode.TICKET_UNKNOWN);
    }

    @Test
    void nobodyElseLearnsThatThereIsAnAttachment() throws Exception {
        Octets octets = new Octets(7, 2000);
        Place narrow = offered(octets, Audience.OWNER); // Venezia itself
        venezia.append(narrow, 0, true, octets.bytes(0, 2000));
        free(narrow);
        Place nothing = new Place(ticket, UUID.randomUUID());
        Place nowhere = new Place(TicketNumber.mint("L736", 999_999), narrow.offer());
        for (Filer stranger : new Filer[] {parma, brescia}) {
            for (String what : new String[] {"", "/content"}) {
                String unknown = words(stranger.get(nothing.path() + what));
                assertThat(words(stranger.get(narrow.path() + what))).isEqualTo(unknown);
                assertThat(words(stranger.get(nowhere.path() + what))).isEqualTo(unknown);
            }
            assertThat(words(stranger.append(narrow, 0, false, new byte[1])))
                    .isEqualTo(words(stranger.append(nothing, 0, false, new byte[1])));
        }
        refused(brescia.get("/tickets/" + ticket.value() + "/attachments"), 404, "ticket_unknown");
        // who knows the digest has not got the content by it
        Octets same = new Octets(7, 2000);
        Place claimed = offered(PARMA, "indovinato.pdf", same, Audience.PARTIES);
        assertThat(parma.offset(claimed)).isZero();
        refused(parma.get(claimed.path() + "/content"), 409, "attachment_awaited");
    }

    @Test
    void onlyItsSenderBringsAContent() throws Exception {
        Place place = offered(new Octets(8, 2000), Audience.PARTIES);
        refused(parma.append(place, 0, false, new byte[1]), 404, "attachment_unknown");
        assertThat(parma.head(place.path() + "/upload").statusCode()).isEqualTo(404);
    }

    @Test
    void whatNobodyHasLookedAtStaysHeldAndWhatIsBadIsNeverFetched() throws Exception {
        scanner.goAway(true);
        Octets octets = new Octets(9, 2000);
        Place place = offered(octets, Audience.PARTIES);
        venezia.append(place, 0, true, octets.bytes(0, 2000));
        HttpResponse<String> held = parma.get(place.path() + "/content");
        refused(held, 409, "attachment_held");
        assertThat(held.headers().firstValue("Retry-After")).isPresent();
        refused(venezia.get(place.path() + "/content"), 409, "attachment_held");
        KeptAttachments kept = hub.bean(KeptAttachments.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> kept.waiting().away() > 0);
        scanner.goAway(false);
        free(place);

        byte[] bad = ("Cfr. " + StandInClamd.EICAR).getBytes(StandardCharsets.US_ASCII);
        Place sick = brought(VENEZIA, "text/plain", bad);
        await().atMost(Duration.ofSeconds(30)).until(() -> venezia.state(sick).equals("rejected malware"));
        refused(parma.get(sick.path() + "/content"), 410, "attachment_rejected");
        assertThat(keptContents(sha256(bad))).isZero();
    }

    @Test
    void whatIsNotOfItsTypeIsRejected() throws Exception {
        Place page =
                brought(VENEZIA, "application/pdf", "<html><script>x</script></html>".getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(30)).until(() -> venezia.state(page).equals("rejected type_mismatch"));
    }

    @Test
    void aPartIsGivenAndWhatIsThereAlreadyIsNot() throws Exception {
        Octets octets = new Octets(10, 5000);
        Place place = offered(octets, Audience.PARTIES);
        venezia.append(place, 0, true, octets.bytes(0, 5000));
        free(place);
        String content = place.path() + "/content";
        String tag = "\"" + octets.digest() + "\"";
        HttpResponse<String> part = parma.get(content, "Range", "bytes=100-199");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 100-199/5000");
        assertThat(part.body().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(octets.bytes(100, 100));
        HttpResponse<String> end = parma.get(content, "Range", "bytes=-10", "If-Range", tag);
        assertThat(end.body().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(octets.bytes(4990, 10));
        assertThat(parma.get(content, "Range", "bytes=0-9", "If-Range", "\"another\"")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> behind = parma.get(content, "Range", "bytes=5000-");
        refused(behind, 416, "range_unsatisfiable");
        assertThat(behind.headers().firstValue("Content-Range")).contains("bytes */5000");
        assertThat(parma.get(content, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(parma.head(content).headers().firstValueAsLong("Content-Length"))
                .hasValue(5000);
    }

    @Test
    void nobodyFillsTheDiskByPromising() throws Exception {
        Pen reggio = Pen.of(hub, REGGIO_CALABRIA);
        Filer filer = new Filer(hub, REGGIO_CALABRIA, http);
        TicketNumber own = reggio.number(661);
        accepted(reggio, reggio.open(own, TrackingCode.random()));
        Place first = new Place(own, offer(reggio, own, 900L * MIB));
        Place second = new Place(own, offer(reggio, own, 900L * MIB));
        assertThat(filer.append(first, 0, false, new byte[1]).statusCode()).isEqualTo(204);
        HttpResponse<String> full = filer.append(second, 0, false, new byte[1]);
        refused(full, 507, "storage_full");
        assertThat(full.headers().firstValue("Retry-After")).isPresent();
        assertThat(filer.drop(first).statusCode()).isEqualTo(204);
        assertThat(filer.append(second, 0, false, new byte[1]).statusCode()).isEqualTo(204);
    }

    @Test
    void ofTheTotalCountsWhatIsThereOrOnItsWayAndNotWhatIsPromised() {
        Pen pen = Pen.of(hub, VENEZIA);
        UUID one = offer(pen, ticket, 20L * MIB);
        UUID other = offer(pen, ticket, 20L * MIB);
        long before = CurrentTenant.during(VENEZIA, () -> count("select attachments_total()"));
        Room room = room(before + 100);

        assertThat(isRoom(room, one, 60)).isTrue();
        assertThat(isRoom(room, other, 41)).isFalse();
        assertThat(isRoom(room, one, 100)).isTrue();
        assertThat(isRoom(room, other, 1)).isFalse();
        CurrentTenant.run(VENEZIA, () -> room.isTaken(found(one), 10)); // it broke off
        assertThat(isRoom(room, other, 90)).isTrue();
        assertThat(isRoom(room, one, 11)).isFalse();
        CurrentTenant.run(VENEZIA, () -> hub.bean(KeptAttachments.class).forget(KeptAttachments.Key.of(found(other))));
        assertThat(isRoom(room, one, 100)).isTrue();
    }

    private static Room room(long total) {
        AttachmentSettings own = hub.bean(AttachmentSettings.class);
        AttachmentSettings settings = new AttachmentSettings(
                own.folder(),
                own.chunk(),
                own.patience(),
                own.quota(),
                DataSize.ofBytes(total),
                own.spare(),
                own.kept(),
                own.firstPause(),
                own.giveUp());
        return new Room(
                hub.bean(JdbcClient.class),
                hub.bean(PlatformTransactionManager.class),
                hub.bean(Contents.class),
                hub.bean(Storage.class),
                settings,
                Clock.systemUTC());
    }

    private static boolean isRoom(Room room, UUID offer, long octets) {
        return CurrentTenant.during(VENEZIA, () -> room.isFor(found(offer), octets));
    }

    private static Offers.Offer found(UUID offer) {
        return hub.bean(Offers.class).find(ticket, offer).orElseThrow();
    }

    @Test
    void aChunkThatIsNotTakenLeavesNothingBehind() throws Exception {
        Place place = offered(new Octets(15, 2000), Audience.PARTIES);
        refused(venezia.append(place, 7, false, new byte[10]), 409, "upload_offset_wrong");
        assertThat(Files.exists(partial(place))).isFalse();
    }

    @Test
    void whatBeganLongAgoIsDroppedUnlessAChunkHasComeLately() throws Exception {
        Place still = offered(new Octets(16, 2000), Audience.PARTIES);
        Place lately = offered(new Octets(17, 2000), Audience.PARTIES);
        venezia.append(still, 0, false, new byte[10]);
        venezia.append(lately, 0, false, new byte[10]);
        Instant then = Instant.now().plus(Duration.ofDays(8));
        Files.setLastModifiedTime(partial(lately), FileTime.from(then.minus(Duration.ofHours(1))));

        new Sweep(
                        hub.bean(KeptAttachments.class),
                        hub.bean(Contents.class),
                        hub.bean(AttachmentSettings.class),
                        Clock.fixed(then, ZoneOffset.UTC))
                .stalled();

        assertThat(venezia.offset(still)).isZero();
        assertThat(Files.exists(partial(still))).isFalse();
        assertThat(venezia.offset(lately)).isEqualTo(10);
    }

    private static Path partial(Place place) {
        return folder.resolve("data/attachments/partial")
                .resolve(VENEZIA.value())
                .resolve(place.offer().toString());
    }

    @Test
    void aMemberHasAFewPlacesForChunksThatAreToBeVerified() throws Exception {
        ChunkPlaces places = hub.bean(ChunkPlaces.class);
        List<ChunkPlaces.Answer.Given> taken = new ArrayList<>();
        for (int place = 0; place < 4; place++) {
            taken.add((ChunkPlaces.Answer.Given) places.take(PARMA));
        }
        assertThat(places.take(PARMA))
                .isEqualTo(
                        new ChunkPlaces.Answer.Refused(Refusal.later(RefusalCode.RATE_LIMITED, Duration.ofSeconds(2))));
        ((ChunkPlaces.Answer.Given) places.take(VENEZIA)).close();
        taken.getFirst().close();
        ((ChunkPlaces.Answer.Given) places.take(PARMA)).close();
        for (ChunkPlaces.Answer.Given place : taken.subList(1, 4)) {
            place.close();
        }
        assertThat(folder.resolve("data/attachments/chunks").toFile().list()).isEmpty();
    }

    @Test
    void whatSeveralTicketsShareIsKeptOnceAndTheDatabaseKeepsTheTenantsApart() throws Exception {
        Octets octets = new Octets(11, 4000);
        Place one = offered(octets, Audience.PARTIES);
        Place other = offered(PARMA, "copia.pdf", octets, Audience.PARTIES);
        venezia.append(one, 0, true, octets.bytes(0, 4000));
        parma.append(other, 0, true, octets.bytes(0, 4000));
        free(one);
        free(other);
        assertThat(keptContents(octets.digest())).isOne();
        String mine = "select count(*) from attachment where offer = '" + one.offer() + "'";
        assertThat(CurrentTenant.during(PARMA, () -> count(mine))).isOne();
        assertThat(CurrentTenant.during(BRESCIA, () -> count(mine))).isZero();
        assertThat(count(mine)).isZero();
    }

    @Test
    void onTheRestBindingAPartCountsWhenItsSignedDigestIsRightAndAContentIsSigned() throws Exception {
        Octets octets = new Octets(14, 600_000);
        Place place = offered(PARMA, "foto.pdf", octets, Audience.PARTIES);
        String upload = place.path().substring(1) + "/upload";
        Description binding = Description.published("/rest/staffetta/v1", "rest-binding.yaml");
        try (ModiClient rest = new ModiClient(hub, PARMA);
                ModiClient venezias = new ModiClient(hub, VENEZIA)) {
            byte[] first = octets.bytes(0, 400_000);
            byte[] second = octets.bytes(400_000, 200_000);
            refused(binding.check(rest.append(upload, 0, false, first, header(second))), 401, "digest_mismatch");
            assertThat(parma.offset(place)).isZero();
            HttpResponse<String> part = binding.check(rest.append(upload, 0, false, first, header(first)));
            assertThat(part.statusCode()).as(part.body()).isEqualTo(204);
            HttpResponse<String> whole = binding.check(rest.append(upload, 400_000, true, second, header(second)));
            assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
            assertThat(whole.headers().firstValue("Agid-JWT-Signature")).isPresent();
            free(place);

            String content = place.path().substring(1) + "/content";
            HttpResponse<String> fetched = binding.check(venezias.get(content));

            String digest = header(octets.bytes(0, 600_000));
            assertThat(fetched.headers().firstValue("Digest")).contains(digest);
            SignedJWT signature = SignedJWT.parse(
                    fetched.headers().firstValue("Agid-JWT-Signature").orElseThrow());
            assertThat(String.valueOf(signature.getJWTClaimsSet().getClaim("signed_headers")))
                    .contains(digest)
                    .contains("application/pdf");
            HttpResponse<String> range = binding.check(venezias.get(content, Map.of("Range", "bytes=0-9")));
            assertThat(range.statusCode()).isEqualTo(206);
            assertThat(range.headers().firstValue("Digest")).contains(digest);
            refused(binding.check(venezias.append(upload, 0, false, first, header(first))), 404, "attachment_unknown");
            HttpResponse<String> about = venezias.head(content);
            assertThat(about.statusCode()).isEqualTo(200);
            assertThat(about.headers().firstValueAsLong("Content-Length")).hasValue(600_000);
            assertThat(about.headers().firstValue("Digest")).contains(digest);
            assertThat(folder.resolve("data/attachments/chunks").toFile().list())
                    .isEmpty();
        }
    }

    private static String header(byte[] part) throws Exception {
        return "SHA-256="
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(part));
    }

    /** What lives on the heap after a collection, at its most while a content goes both ways. */
    @Test
    void aGibibyteGoesBothWaysInTheMemoryOfALittle() throws Exception {
        long little = growth(new Octets(12, 16 * MIB));
        Instant begun = Instant.now();
        long large = growth(new Octets(13, 1024L * MIB));

        LOG.info(
                "16 MiB both ways: {} KiB of heap more; 1 GiB: {} KiB more, in {} s",
                little / 1024,
                large / 1024,
                Duration.between(begun, Instant.now()).toSeconds());
        assertThat(large - little).isLessThan(32L * MIB); // sixty-four times the content
    }

    private static long growth(Octets octets) throws Exception {
        String digest = octets.digest();
        Place place = offered(VENEZIA, "grande.pdf", octets, Audience.PARTIES);
        long before = live();
        AtomicLong most = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        Thread watching = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                most.accumulateAndGet(live(), Math::max);
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000);
            }
        });
        HttpResponse<String> brought = venezia.bring(place, octets, CHUNK);
        assertThat(brought.statusCode()).as(brought.body()).isEqualTo(200);
        free(place);
        assertThat(digest(parma.stream(place).body())).isEqualTo(digest);
        done.set(true);
        watching.join();
        return most.get() - before;
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void free(Place place) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> parmaOrVenezia(place).equals("free"));
    }

    private static String parmaOrVenezia(Place place) throws Exception {
        return venezia.state(place);
    }

    private static Place offered(Octets octets, Audience audience) {
        return offered(VENEZIA, "pianta è.pdf", octets, audience);
    }

    private static Place offered(MemberCode by, String name, Octets octets, Audience audience) {
        Pen pen = Pen.of(hub, by);
        AttachmentOffer offer = file(name, "application/pdf", octets.size(), octets.digest(), audience);
        return new Place(ticket, accepted(pen, pen.act(ticket, 0, offer)));
    }

    private static UUID offer(Pen pen, TicketNumber number, long size) {
        return accepted(
                pen,
                pen.act(number, 1, file("a.txt", "text/plain", size, new Octets(0, 1).digest(), Audience.PARTIES)));
    }

    private static Place brought(MemberCode by, String type, byte[] content) throws Exception {
        Pen pen = Pen.of(hub, by);
        AttachmentOffer offer = file("a", type, content.length, sha256(content), Audience.PARTIES);
        Place place = new Place(ticket, accepted(pen, pen.act(ticket, 0, offer)));
        HttpResponse<String> answer = venezia.append(place, 0, true, content);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return place;
    }

    private static AttachmentOffer file(
            String name, String type, long size, String digest, @Nullable Audience audience) {
        return new AttachmentOffer(name, type, size, digest, null, audience, null);
    }

    private static UUID accepted(Pen by, Pen.Written written) {
        assertThat(hub.bean(Exchange.class)
                        .submit(new Incoming(written.jws(), by.member(), "test"))
                        .join())
                .isInstanceOf(Decision.Accepted.class);
        return written.id();
    }

    private static RefusalCode refusal(Pen by, AttachmentOffer offer) {
        Decision decision = hub.bean(Exchange.class)
                .submit(new Incoming(by.act(ticket, 0, offer).jws(), by.member(), "test"))
                .join();
        return ((Decision.Refused) decision).refusal().code();
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(Json.MAPPER.readTree(answer.body()).path("code").stringValue())
                .as(answer.statusCode() + " " + answer.body())
                .isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    /** Without what names the call. */
    private static String words(HttpResponse<String> answer) {
        return answer.statusCode() + answer.body().replaceAll("\"correlation\":\"[^\"]*\"", "");
    }

    private static Socket begin(Place place, long announced) throws IOException {
        Socket socket = new Socket("127.0.0.1", hub.url().getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("PATCH /api/v1" + place.path() + "/upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + venezia.token() + "\r\nContent-Type: application/partial-upload\r\nUpload-Offset: 0\r\n"
                        + "Upload-Complete: ?1\r\nContent-Length: " + announced + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static void breakOff(Place place, byte[] octets, long announced) throws IOException {
        try (Socket socket = begin(place, announced)) {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        }
    }

    private static long keptContents(String digest) throws IOException {
        String hex = java.util.HexFormat.of().formatHex(Base64.getUrlDecoder().decode(digest));
        try (Stream<Path> files = Files.walk(folder.resolve("data/attachments/contents"))) {
            return files.filter(file -> file.endsWith(hex)).count();
        }
    }

    private static long count(String sql) {
        return hub.bean(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static String sha256(byte[] content) throws Exception {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static String digest(InputStream content) throws Exception {
        try (content) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[64 * 1024];
            for (int read = content.read(piece); read > 0; read = content.read(piece)) {
                sha256.update(piece, 0, read);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
        }
    }
}
