package io.snodo.hub.leaving;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.doors.rest.OperatorClient;
import io.snodo.hub.dossier.Dossiers;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.exchange.Tickets;
import io.snodo.hub.members.Life;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.Exit;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AgreementAccept;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.FaqPublish;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.HashTree;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Reggio Calabria leaves, step by step, and others try what is not theirs; each step needs the ones before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeavingIT {
    private static final String CANARY = "canarino-8fk2q-di-Reggio";
    private static final Map<String, String> WHY = Map.of("reason", "la convenzione finisce");
    private static final int MANY = 10_000;
    private static final TrackingCode CODE = TrackingCode.random();

    @TempDir
    static Path folder;

    private static TestHub hub;
    private static Pen reggio;
    private static TicketNumber alone;
    private static TicketNumber shared;
    private static TicketNumber held;
    private static Pen.Written agreed;
    private static Path content;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        hub = TestHub.prepared(folder);
        Path groups = hub.tenants().resolve("groups.yaml");
        Files.writeString(groups, Files.readString(groups).replace("c_b157]", "c_b157, c_h224]"));
        hub.startAgain("snodo.leaving.batch=700");
        reggio = Pen.of(hub, REGGIO_CALABRIA);
        alone = reggio.number(1);
        shared = reggio.number(2);
        held = reggio.number(3);
        life();
    }

    @AfterAll
    static void stop() {
        HTTP.close();
        hub.close();
    }

    /** Something of its own in everything that a member has. */
    private static void life() throws Exception {
        accepted(reggio, reggio.act(alone, 0, opening(alone)));
        byte[] octets = (CANARY + " in un file").getBytes(StandardCharsets.UTF_8);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
        String named = VerifyKey.URL.encodeToString(digest);
        Pen.Written offer = reggio.act(
                alone, 1, new AttachmentOffer(CANARY + ".txt", "text/plain", octets.length, named, null, null, null));
        accepted(reggio, offer);
        String hex = HexFormat.of().formatHex(digest);
        content = folder.resolve("data/attachments/contents")
                .resolve(hex.substring(0, 2))
                .resolve(hex.substring(2, 4))
                .resolve(hex);
        Files.createDirectories(content.getParent());
        Files.write(content, octets);
        own("""
                insert into attachment (sender, offer, ticket, digest, size, media_type, begun_at) values (?, ?, ?, ?, ?, ?, now())""", "c_h224", offer.id(), alone.value(), named, octets.length, "text/plain");
        own("update attachment set state = 'free', decided_at = now() where offer = ?", offer.id());
        accepted(reggio, reggio.act(alone, 1, new TicketCancel(CANARY)));

        accepted(reggio, reggio.open(shared, CODE));
        accepted(reggio, reggio.act(shared, 1, new NoteAdd(CANARY, Audience.OWNER, null)));
        hand(reggio, shared, 1, VENEZIA);
        accepted(reggio, reggio.open(held, TrackingCode.random()));

        Pen.Written faq = reggio.say(
                new FaqPublish(UUID.randomUUID(), 1, "it", CANARY + "?", CANARY + ".", "strade", List.of(CANARY)));
        accepted(reggio, faq);
        original(faq);
        Deed deed = area();
        agreed = reggio.say(new AgreementAccept(deed.agreement(), deed.template(), deed.version(), deed.digest()));
        accepted(reggio, agreed);
        original(agreed);
        own(
                "insert into submission (id, member, audit, made_at) values (?, ?, ?, now())",
                UUID.randomUUID(),
                "c_h224",
                CANARY);
        own(
                "insert into refused (sender, id, digest, code, detail, refused_at) values (?, ?, ?, ?, ?, now())",
                "c_h224",
                UUID.randomUUID(),
                "x",
                "schema_invalid",
                CANARY);
        CurrentTenant.run(
                MemberCode.HUB,
                () -> database()
                        .sql("insert into refusal_event (at, sender, binding, recipients, code, detail)"
                                + " values (now(), 'c_h224', 'test', array[]::text[], 'schema_invalid', ?)")
                        .param(CANARY)
                        .update());
        CurrentTenant.run(
                MemberCode.HUB,
                () -> database()
                        .sql("insert into invitation (id, member, secret, facts, invited_at, invited_by, until)"
                                + " values (gen_random_uuid(), 'c_h224', 'x', ?, now(), 'hub', now())")
                        .param(CANARY)
                        .update());
        own("insert into queue_reading values (?, ?, 1, 1, 2, 1, now()) on conflict do nothing", "c_h224", CANARY);
        own("""
                insert into message (sender, id, digest, type, audience, readers, by_citizen, binding, jws, leaf, leaf_index,
                                     path, batch, recorded_at)
                select ?, gen_random_uuid(), 'x', 'queue.reading', 'parties', array[]::text[], false, 'test', ? || n, 'x', 0,
                       array[]::text[], 1, now()
                from generate_series(1, ?) n""", "c_h224", CANARY, MANY);
    }

    /** As if it had come by SOAP. */
    private static void original(Pen.Written written) {
        own(
                "insert into original values (?, ?, 'x', 'x', ?, now())",
                "c_h224",
                written.id(),
                written.jws().getBytes(StandardCharsets.US_ASCII));
    }

    private static Deed area() {
        return hub.bean(Members.class).registry().agreements().stream()
                .map(Registry.Agreement::deed)
                .filter(deed -> deed != null && deed.agreement().equals("area-dimostrativa"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void twoOperatorsLetItGoAndNothingNewIsHandedToItOrBegunByIt() throws Exception {
        try (OperatorClient operator = new OperatorClient(hub)) {
            assertThat(result(operator.done("/members/c_h224/departure", WHY))).isEqualTo("asked");
            assertThat(result(operator.done("/members/c_h224/departure", WHY))).isEqualTo("nothing_to_do");
            assertThat(hub.bean(Exit.class).exit("hub", REGGIO_CALABRIA, "confermo"))
                    .isEqualTo(Act.Result.DONE);

            Pen parma = Pen.of(hub, PARMA);
            TicketNumber ticket = parma.number(1);
            accepted(parma, parma.open(ticket, TrackingCode.random()));
            HandoverOffer offer = new HandoverOffer("Tocca a voi", Instant.now().plusSeconds(600), null);
            refused(parma, parma.act(ticket, 1, offer, REGGIO_CALABRIA), RefusalCode.RECIPIENT_LEAVING);
            refused(reggio, reggio.open(reggio.number(9), TrackingCode.random()), RefusalCode.MEMBER_LEAVING);
            accepted(reggio, reggio.act(held, 1, new NoteAdd("si conclude", Audience.PARTIES, null)));
            assertThat(hub.bean(Members.class)
                            .find(REGGIO_CALABRIA)
                            .orElseThrow()
                            .suspended())
                    .as("desks do not offer it")
                    .isTrue();
            assertThat(hub.bean(Registrar.class).plan()).isEmpty();

            JsonNode departure = operator.seen("/members/c_h224/departure");
            assertThat(departure.path("held").asLong()).isEqualTo(1);
            assertThat(departure.path("secondsLeft").asLong()).isBetween(80_000L, 86_400L);
            assertThat(departure.path("hinders").toString()).contains("tickets_held");
            assertThat(result(operator.done("/members/c_h224/erasure", WHY))).isEqualTo("refused");
        }
    }

    @Test
    @Order(2)
    void itIsCalledOffAndBegunAgain() throws Exception {
        try (OperatorClient operator = new OperatorClient(hub)) {
            assertThat(result(operator.done("/members/c_h224/stay", WHY))).isEqualTo("done");
            Pen.Written anew = reggio.open(reggio.number(4), TrackingCode.random());
            accepted(reggio, anew);
            accepted(reggio, reggio.act(reggio.number(4), 1, new TicketCancel("prova")));
            assertThat(hub.bean(Exit.class).exit("hub", REGGIO_CALABRIA, "di nuovo"))
                    .isEqualTo(Act.Result.ASKED);
            assertThat(result(operator.done("/members/c_h224/departure", WHY))).isEqualTo("done");
            hand(reggio, held, 1, BRESCIA);
        }
    }

    @Test
    @Order(3)
    void itTakesEverythingOfItsOwnAlongAndNobodyElseDoes() throws Exception {
        try (OperatorClient operator = new OperatorClient(hub)) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(operator.seen("/members/c_h224/export")
                                    .path("state")
                                    .asString())
                            .isEqualTo("ready"));
            accepted(reggio, reggio.act(shared, 2, new NoteAdd("ancora una parola", Audience.PARTIES, null)));
            assertThat(operator.seen("/members/c_h224/departure")
                            .path("hinders")
                            .toString())
                    .as("what it has said since would be in no export")
                    .contains("export_outdated");
            operator.done("/members/c_h224/export", Map.of());
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(operator.seen("/members/c_h224/departure")
                                    .path("hinders")
                                    .size())
                            .isZero());

            assertThat(get(VENEZIA, "/export", null).statusCode()).isEqualTo(404);
            assertThat(get(VENEZIA, "/export/file", null).statusCode()).isEqualTo(404);
            byte[] whole = get(REGGIO_CALABRIA, "/export/file", null).body();
            HttpResponse<byte[]> rest = get(REGGIO_CALABRIA, "/export/file", "bytes=1000-");
            assertThat(rest.statusCode()).isEqualTo(206);
            assertThat(rest.body()).isEqualTo(java.util.Arrays.copyOfRange(whole, 1000, whole.length));
            for (String trick : List.of("bytes=999999999999-", "bytes=-0")) {
                assertThat(get(REGGIO_CALABRIA, "/export/file", trick).statusCode())
                        .as(trick)
                        .isEqualTo(416);
            }
            assertThat(get(REGGIO_CALABRIA, "/export/file", "bytes=0-0,5-6").body())
                    .isEqualTo(whole);

            Map<String, byte[]> entries = entries(whole);
            assertThat(entries.keySet())
                    .contains(
                            "evidence/" + alone + ".json",
                            "evidence/" + shared + ".json",
                            "contents/" + content.getFileName());
            assertThat(lines(entries, "messages")).isGreaterThan(MANY);
            assertThat(text(entries, "knowledge")).contains(CANARY);
            assertThat(text(entries, "submissions")).contains(CANARY);
            assertThat(text(entries, "tickets")).contains(CANARY);
            assertThat(text(entries, "refusals")).contains(CANARY);
            assertThat(text(entries, "invitations")).contains(CANARY).doesNotContain("secret");
            assertThat(text(entries, "acts")).contains("di nuovo");
            Sealed manifest = Sealed.read(text(entries.get("manifest.jws")), ExportFile.TYP)
                    .orElseThrow();
            JsonNode said = Json.MAPPER.readTree(
                    manifest.verify(TestHub.seal(hub.hubSeal()).verifyKey()).orElseThrow());
            assertThat(said.path("sha256").asString()).isEqualTo(sha256(entries.get("files.jsonl")));
            for (String line : text(entries.get("files.jsonl")).split("\n")) {
                JsonNode listed = Json.MAPPER.readTree(line);
                byte[] entry = entries.get(listed.path("name").asString());
                assertThat(sha256(entry)).isEqualTo(listed.path("sha256").asString());
            }
            String golden = System.getProperty("snodo.golden", "");
            if (!golden.isEmpty()) {
                Files.write(Path.of(golden, "export.zip"), whole);
            }
        }
    }

    @Test
    @Order(4)
    void aTableThatIsNewIsThoughtOf() {
        List<String> exported = Kind.ALL.stream().map(Kind::sql).toList();
        List<String> others = List.of(
                "behind_hub",
                "behind_key",
                "database_identity",
                "near_hub",
                "agreement_group",
                "agreement_template",
                "category",
                "departure",
                "departure_content",
                "departure_count",
                "evidence_anchor",
                "evidence_batch",
                "export",
                "flyway_schema_history",
                "recovery_code",
                "registry_change",
                "registry_version",
                "renewal",
                "behind_claim",
                "provided_name",
                "second_factor",
                "token_seen");
        assertThat(tables().stream()
                        .filter(table -> !others.contains(table))
                        .filter(table ->
                                exported.stream().noneMatch(sql -> sql.matches("(?s).* from " + table + " .*"))))
                .as("tables that are neither exported nor said to be nobody's own")
                .isEmpty();
    }

    @Test
    @Order(5)
    void nothingIsDeletedOfWhoIsNotLeavingAndNotBeforeTheLastWord() {
        for (MemberCode member : List.of(VENEZIA, REGGIO_CALABRIA)) {
            assertThatThrownBy(() -> erased(member)).hasStackTraceContaining("nothing of this member is to be deleted");
        }
    }

    @Test
    @Order(6)
    void itsOwnIsDeletedThoughTheHubStopsInTheMiddleAndItIsCertified() throws Exception {
        long shown = dossier(VENEZIA, shared);
        try (OperatorClient operator = new OperatorClient(hub)) {
            assertThat(result(operator.done("/members/c_h224/erasure", WHY))).isEqualTo("done");
            assertThat(erased(REGGIO_CALABRIA)).isEqualTo(3);
        }
        hub.close();
        hub.startAgain("snodo.leaving.batch=700");
        try (OperatorClient operator = new OperatorClient(hub)) {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(operator.seen("/members/c_h224/departure")
                                    .path("stage")
                                    .asString())
                            .isEqualTo("left"));
            JsonNode departure = operator.seen("/members/c_h224/departure");
            Sealed jws = Sealed.read(departure.path("certificate").asString(), Certificate.TYP)
                    .orElseThrow();
            JsonNode certificate = Json.MAPPER.readTree(
                    jws.verify(TestHub.seal(hub.hubSeal()).verifyKey()).orElseThrow());
            assertThat(table(certificate, "message").path("deleted").asLong()).isGreaterThan(MANY);
            assertThat(table(certificate, "message").path("silenced").asLong()).isEqualTo(2);
            assertThat(table(certificate, "message").path("why").asString()).isNotEmpty();
            assertThat(table(certificate, "ticket").path("silenced").asLong()).isEqualTo(2);
            assertThat(certificate.path("acts").toString()).contains("exit", "erase", "hub-operator");
            assertThat(certificate.at("/export/manifest").asString())
                    .isEqualTo(departure.at("/export/manifest").asString());
            JsonNode stamp = Json.MAPPER.readTree(departure.path("stamp").asString());
            assertThat(stamp.path("leaf").asString()).contains(sha256(jws.jws().getBytes(StandardCharsets.US_ASCII)));
        }
        assertThat(hub.bean(Registrar.class).lives().get(REGGIO_CALABRIA).state())
                .isEqualTo(Life.State.LEFT);
        assertThat(hub.bean(Registrar.class).plan())
                .as("the folder does not bring it back")
                .isEmpty();
        assertThat(hub.bean(Members.class).find(REGGIO_CALABRIA)).isEmpty();
        assertThat(get(REGGIO_CALABRIA, "/export/file", null).statusCode()).isEqualTo(401);
        assertThat(dossier(VENEZIA, shared))
                .as("what others have is proved as before")
                .isEqualTo(shown);
    }

    @Test
    @Order(7)
    void nothingOfItIsFoundInAnyTableOrFolder() throws IOException {
        List<String> traces = traces();
        for (String table : tables()) {
            for (MemberCode tenant : List.of(REGGIO_CALABRIA, VENEZIA, PARMA, BRESCIA, MemberCode.HUB)) {
                for (String trace : traces) {
                    assertThat(found(table, tenant, trace))
                            .as(table + " as " + tenant + " " + trace)
                            .isZero();
                }
            }
        }
        assertThat(content).doesNotExist();
        try (Stream<Path> files = Files.walk(folder.resolve("data/attachments"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    @Order(8)
    void theLedgerHoldsFromItsFirstBatchToItsLast() {
        String before = null;
        for (Map<String, Object> batch : database()
                .sql("select number, root, previous, leaves from evidence_batch order by number")
                .query()
                .listOfRows()) {
            assertThat(batch.get("previous")).isEqualTo(before);
            before = (String) batch.get("root");
        }
        int proved = 0;
        for (MemberCode tenant : List.of(VENEZIA, PARMA, BRESCIA)) {
            for (Map<String, Object> row : CurrentTenant.during(
                    tenant, () -> database().sql("""
                            select m.leaf, m.leaf_index, array_to_string(m.path, ',') as path, b.root,
                                   length(b.leaves) / 32 as size
                            from message m join evidence_batch b on b.number = m.batch""").query().listOfRows())) {
                String path = (String) row.get("path");
                byte[] root = HashTree.rootFrom(
                        (String) row.get("leaf"),
                        (Integer) row.get("leaf_index"),
                        (Integer) row.get("size"),
                        path.isEmpty() ? List.of() : List.of(path.split(",")));
                assertThat(VerifyKey.URL.encodeToString(root)).isEqualTo(row.get("root"));
                proved++;
            }
        }
        assertThat(proved).isGreaterThan(5);
    }

    @Test
    @Order(9)
    void theCitizensNumbersAnswer() {
        Tickets tickets = hub.bean(Tickets.class);
        for (TicketNumber number : List.of(alone, shared)) {
            assertThat(tickets.track(number, CODE.digest(number)))
                    .as(number.value())
                    .isPresent();
        }
    }

    @Test
    @Order(10)
    void whatItHasSaidToAgreementsStaysWholeAndTheCertificateSaysSo() {
        assertThat(mine("select jws from message where id = ?", String.class, agreed.id()))
                .as("under its seal")
                .isEqualTo(agreed.jws());
        assertThat(mine("select count(*) from original where message = ?", Long.class, agreed.id()))
                .as("and what it was sealed from")
                .isEqualTo(1);
        String certificate = hub.bean(Leaving.class)
                .of(REGGIO_CALABRIA)
                .map(Leaving.Sight::certificate)
                .orElseThrow();
        JsonNode message = table(
                Json.MAPPER.readTree(
                        Sealed.read(certificate, Certificate.TYP).orElseThrow().alreadyVerified()),
                "message");
        assertThat(message.path("why").asString()).contains("words on agreements");
    }

    @Test
    @Order(11)
    void nothingWaitsForItOrIsDeliveredToItAnyMore() {
        assertThat(waiting()).as("of what was said before").isZero();

        Pen venezia = Pen.of(hub, VENEZIA);
        accepted(venezia, venezia.act(shared, 2, new NoteAdd("Non c'è più.", Audience.PARTIES, null)));
        accepted(
                venezia,
                venezia.say(new FaqPublish(UUID.randomUUID(), 1, "it", "Chi?", "Noi.", "strade", List.of("noi"))));
        accepted(venezia, venezia.act(shared, 2, new TicketResolve(Outcome.SOLVED, "fine")));

        assertThat(waiting()).as("of what is said after it").isZero();
    }

    private static long waiting() {
        return mine(
                "select count(*) from delivery where recipient = ? and l2_at is null and refusal is null",
                Long.class,
                "c_h224");
    }

    private static <T> T mine(String sql, Class<T> type, Object value) {
        return CurrentTenant.during(
                REGGIO_CALABRIA,
                () -> database().sql(sql).param(value).query(type).single());
    }

    private static TicketOpen opening(TicketNumber number) {
        return new TicketOpen(CANARY, CANARY, "strade", "080063", "phone", null, CODE.digest(number));
    }

    private static void hand(Pen from, TicketNumber ticket, int epoch, MemberCode to) {
        Pen.Written offer = from.act(
                ticket, epoch, new HandoverOffer("Tocca a voi", Instant.now().plusSeconds(600), null), to);
        accepted(from, offer);
        Pen taker = Pen.of(hub, to);
        accepted(taker, taker.act(ticket, epoch, new HandoverAccept(offer.id())));
    }

    private static void accepted(Pen by, Pen.Written written) {
        assertThat(decision(by, written)).isInstanceOf(Decision.Accepted.class);
    }

    private static void refused(Pen by, Pen.Written written, RefusalCode code) {
        assertThat(decision(by, written))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        no -> assertThat(no.refusal().code()).isEqualTo(code));
    }

    private static Decision decision(Pen by, Pen.Written written) {
        return hub.bean(Exchange.class)
                .submit(new Incoming(written.jws(), by.member(), "test"))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static JdbcClient database() {
        return hub.bean(JdbcClient.class);
    }

    private static void own(String sql, Object... values) {
        CurrentTenant.run(
                REGGIO_CALABRIA, () -> database().sql(sql).params(values).update());
    }

    private static long erased(MemberCode member) {
        return database()
                .sql(
                        "select leaver_erased(?, 'submission', 1) + leaver_erased(?, 'refused', 1) + leaver_erased(?, 'message', 1)")
                .params(member.value(), member.value(), member.value())
                .query(Long.class)
                .single();
    }

    /** From the catalogue, so that a new one is searched too. */
    private static List<String> tables() {
        return database()
                .sql(
                        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace")
                .query(String.class)
                .list();
    }

    private static long found(String table, MemberCode tenant, String trace) {
        return table.equals("flyway_schema_history")
                ? 0
                : CurrentTenant.during(
                        tenant,
                        () -> database()
                                .sql("select count(*) from " + table + " x where position(? in x::text) > 0")
                                .param(trace)
                                .query(Long.class)
                                .single());
    }

    /** As it is, and as it stands within base64 at each of three places; and the same as octets are shown. */
    private static List<String> traces() {
        List<String> traces = new ArrayList<>(List.of(CANARY));
        traces.addAll(coded());
        coded().forEach(coded -> traces.add(hex(coded))); // within octets
        traces.add(hex(CANARY));
        return traces;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> coded() {
        List<String> traces = new ArrayList<>();
        for (int shift = 0; shift < 3; shift++) {
            String coded = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(("xxx".substring(0, shift) + CANARY).getBytes(StandardCharsets.UTF_8));
            traces.add(coded.substring(4, coded.length() - 4));
        }
        return traces;
    }

    private static long dossier(MemberCode party, TicketNumber ticket) throws IOException {
        Dossiers.Answer answer = hub.bean(Dossiers.class).of(party, ticket);
        assertThat(answer).isInstanceOf(Dossiers.Answer.Given.class);
        try (InputStream file = ((Dossiers.Answer.Given) answer).file()) {
            JsonNode read = Json.MAPPER.readTree(file);
            return read.path("entries").size() * 1000L + read.path("withheld").size();
        }
    }

    private static HttpResponse<byte[]> get(MemberCode caller, String path, String range) throws Exception {
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
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.url().resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + Sealed.sign(claims, "JWT", hub.seal(caller)));
        if (range != null) {
            request.header("Range", range);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static long lines(Map<String, byte[]> entries, String kind) {
        return text(entries, kind).lines().count();
    }

    private static String text(Map<String, byte[]> entries, String kind) {
        return text(entries.get(kind + ".jsonl"));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] octets) throws Exception {
        return VerifyKey.URL.encodeToString(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    private static String result(JsonNode answer) {
        return answer.path("result").asString();
    }

    private static JsonNode table(JsonNode certificate, String name) {
        return certificate
                .path("tables")
                .valueStream()
                .filter(table -> table.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
