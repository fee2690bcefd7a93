package io.snodo.hub.tenancy;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.doors.rest.OperatorClient;
import io.snodo.hub.embedded.DataFolder;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.embedded.FurtherDatabase;
import io.snodo.hub.embedded.FurtherDatabases;
import io.snodo.hub.embedded.postgres.EmbeddedPostgres;
import io.snodo.hub.embedded.postgres.ReadyCluster;
import io.snodo.hub.exchange.Pen;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.TrackingCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Parma lives on a server of its own, the others on the hub's: what is whose, and what happens when that server is not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnDatabaseIT {
    private static final String LARGE = "grande";
    private static final String CODE = "code";

    private Path folder;
    private TestHub hub;
    private DataFolder theirs;
    private EmbeddedPostgres server;
    private DatabaseCoordinates large;
    private ModiClient parma;
    private ModiClient brescia;
    private OperatorClient operator;
    private String[] settings;

    @BeforeAll
    void parmaOnAServerOfItsOwn(@TempDir Path temporary) throws Exception {
        folder = temporary;
        ReadyCluster.into(folder.resolve("theirs"));
        theirs = DataFolder.open(folder.resolve("theirs"));
        server = EmbeddedPostgres.start(theirs);
        large = server.coordinates();
        settings = new String[] {
            "snodo.operators.four-eyes=false",
            "snodo.api.rate.burst=10000",
            "snodo.tenancy.look=PT0.3S",
            "snodo.databases.grande.url=" + large.url(),
            "snodo.databases.grande.username=" + large.app().username(),
            "snodo.databases.grande.password=" + large.app().password(),
            "snodo.databases.grande.owner-username=" + large.owner().username(),
            "snodo.databases.grande.owner-password=" + large.owner().password()
        };
        hub = TestHub.prepare(folder.resolve("ours"));
        for (MemberCode member : List.of(PARMA, BRESCIA, REGGIO_CALABRIA)) {
            hub.bind(member, "{kind: rest-pull}");
        }
        say(PARMA, "database: " + LARGE);
        hub.startAgain(settings);
        parma = new ModiClient(hub, PARMA);
        brescia = new ModiClient(hub, BRESCIA);
        operator = new OperatorClient(hub);
    }

    @AfterAll
    void stop() throws Exception {
        parma.close();
        brescia.close();
        operator.close();
        hub.close();
        server.close();
        theirs.close();
    }

    @Test
    void whatIsAMembersAloneIsInItsDatabaseAndNowhereElse() throws Exception {
        left(parma, PARMA);
        left(brescia, BRESCIA);

        for (String table : List.of("submission", "token_seen")) {
            assertThat(count(table, PARMA, LARGE)).as(table).isPositive();
            assertThat(count(table, PARMA, Home.FIRST)).as(table).isZero();
            assertThat(count(table, BRESCIA, Home.FIRST)).as(table).isPositive();
            assertThat(count(table, BRESCIA, LARGE)).as(table).isZero();
        }
    }

    @Test
    void rowSecurityIsInItAsInTheFirst() throws Exception {
        left(parma, PARMA);
        JdbcClient itself = hub.bean(MemberDatabases.class).client(LARGE);

        assertThat(rows(itself, "submission")).as("nobody").isZero();
        assertThat(CurrentTenant.during(BRESCIA, () -> rows(itself, "submission")))
                .as("another")
                .isZero();
        assertThatThrownBy(() -> CurrentTenant.during(BRESCIA, () -> inserted(itself, PARMA)))
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> CurrentTenant.during(BRESCIA, () -> inserted(itself, BRESCIA)))
                .as("it lives elsewhere")
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> CurrentTenant.during(PARMA, () -> inserted(hub.bean(JdbcClient.class), PARMA)))
                .as("a node that has not heard that it moved")
                .hasStackTraceContaining("row-level security");
        for (int i = 0; i < 20; i++) { // more than the pool has
            assertThat(CurrentTenant.during(PARMA, () -> rows(itself, "submission")))
                    .isPositive();
            assertThat(rows(itself, "submission")).isZero();
        }
    }

    @Test
    void aTokenOpensOnceThereToo() {
        Map<String, Instant> token = Map.of("once", Instant.now().plusSeconds(60));
        io.snodo.hub.identity.SeenTokens seen = hub.bean(io.snodo.hub.identity.SeenTokens.class);

        assertThat(seen.addAll(PARMA, token)).isTrue();
        assertThat(seen.addAll(PARMA, token)).isFalse();
    }

    @Test
    void whileItsDatabaseIsAwayItIsToldToComeAgainAndNobodyElseNotices() throws Exception {
        server.close();
        try {
            assertThat(refusal(parma.post(hello(PARMA)))).isEqualTo("hub_busy");
            assertThat(refusal(parma.get("progress"))).isEqualTo("hub_busy");
            await().atMost(Duration.ofSeconds(15)).until(() -> health().equals("DEGRADED"));

            long began = System.nanoTime();
            assertThat(refusal(parma.post(hello(PARMA)))).isEqualTo("hub_busy");
            left(brescia, BRESCIA);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("nobody waits for what is known to be away")
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(operator.seen("/members").path("items").size()).isEqualTo(4);
        } finally {
            server = EmbeddedPostgres.start(theirs);
        }
        assertThat(server.coordinates().url()).isEqualTo(large.url());
        await().atMost(Duration.ofSeconds(20)).until(() -> health().equals("UP"));
        left(parma, PARMA);
    }

    @Test
    void whatIsDecidedWhenItsDatabaseDiesIsSaidAgainAndHasTheSameReceipt() throws Exception {
        Pen pen = Pen.of(hub, PARMA);
        Pen.Written opened = pen.open(pen.number(1), TrackingCode.random());
        Connection holding = superuser();
        holding.setAutoCommit(false);
        try (Statement statement = holding.createStatement()) {
            statement.execute("lock table submission in access exclusive mode");
        }
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> sent(opened.jws()));
        await().atMost(Duration.ofSeconds(20)).until(() -> decided(opened) == 1); // and its submission is not kept
        // who waits dies before who holds, or it would have the lock for a moment
        await().atMost(Duration.ofSeconds(20)).until(this::hasEndedWhoWaits);
        server.close();
        try {
            assertThat(refusal(answer.join())).isEqualTo("hub_busy");
        } finally {
            holding.abort(Runnable::run); // its server went away under it
            server = EmbeddedPostgres.start(theirs);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> health().equals("UP"));

        JsonNode outcome = left(parma, opened.jws());
        assertThat(outcome.has("receipt")).as(outcome.toString()).isTrue();
        assertThat(decided(opened)).as("once").isEqualTo(1);
    }

    @Test
    void movesWhileSuspendedAndGoesOnWhereItWasBrokenOff() throws Exception {
        String correlation = left(brescia, BRESCIA, 30);
        assertThat(moved(BRESCIA, LARGE).path("result").stringValue())
                .as("not suspended")
                .isEqualTo("refused");
        operator.done("/members/" + BRESCIA + "/suspension", Map.of("reason", "trasloco"));
        assertThat(moved(BRESCIA, "altrove").path("result").stringValue()).isEqualTo("refused");
        long before = count("submission", BRESCIA, Home.FIRST);
        String digest = digest(BRESCIA, Home.FIRST);
        // as a hub leaves it that was killed while it copied
        hub.bean(Homes.class).write(BRESCIA, new Home(Home.FIRST, LARGE, Home.Phase.COPYING), Optional.empty());
        CurrentTenant.run(
                BRESCIA,
                () -> OwnTable.SUBMISSION.copy(
                        client(Home.FIRST),
                        client(LARGE),
                        _ -> assertThat(before).isPositive()));
        assertThat(operator.done("/members/" + BRESCIA + "/resumption", Map.of("reason", "troppo presto"))
                        .path("result")
                        .stringValue())
                .as("there is nowhere for it to write")
                .isEqualTo("refused");
        assertThatThrownBy(() -> CurrentTenant.during(BRESCIA, () -> inserted(client(Home.FIRST), BRESCIA)))
                .as("nor for a message that was still under way")
                .hasStackTraceContaining("row-level security");

        moved(BRESCIA, LARGE);
        JsonNode ended = ended(BRESCIA);

        assertThat(ended.path("phase").stringValue()).as(ended.toString()).isEqualTo("here");
        assertThat(ended.path("database").stringValue()).isEqualTo(LARGE);
        assertThat(ended.path("all").asLong(0)).isGreaterThanOrEqualTo(before);
        assertThat(count("submission", BRESCIA, LARGE)).isEqualTo(before);
        assertThat(digest(BRESCIA, LARGE)).isEqualTo(digest);
        assertThat(count("submission", BRESCIA, Home.FIRST)).isZero();
        assertThat(operator.seen("/plan").path("faults").toString())
                .as("the folder has to say so")
                .contains("c_b157 says that its data is in first, and it is in grande")
                .contains("ops/snodo move-database c_b157 --to first");
        say(BRESCIA, "database: " + LARGE);
        assertThat(operator.seen("/plan").path("faults").isEmpty()).isTrue();
        operator.done("/members/" + BRESCIA + "/resumption", Map.of("reason", "fatto"));
        assertThat(brescia.get("submissions/" + correlation).statusCode())
                .as("what it was told before")
                .isEqualTo(303);
        left(brescia, BRESCIA);
        assertThat(operator.seen("/acts?limit=20").path("items").toString())
                .contains("begun, into the database grande", "all of it is in the database grande");

        back(correlation);
    }

    /** So that the other tests find it where they look for it. */
    private void back(String correlation) throws Exception {
        operator.done("/members/" + BRESCIA + "/suspension", Map.of("reason", "ritorno"));
        moved(BRESCIA, Home.FIRST);
        JsonNode ended = ended(BRESCIA);
        assertThat(ended.path("database").stringValue()).as(ended.toString()).isEqualTo(Home.FIRST);
        assertThat(count("submission", BRESCIA, LARGE)).isZero();
        Path file = hub.tenant(BRESCIA).resolve("tenant.yaml");
        Files.writeString(file, Files.readString(file).replace("\ndatabase: " + LARGE + "\n", "\n"));
        operator.done("/members/" + BRESCIA + "/resumption", Map.of("reason", "fatto"));
        assertThat(brescia.get("submissions/" + correlation).statusCode()).isEqualTo(303);
    }

    @Test
    void whatWasCopiedIsTakenBackWhenItIsNotToBe() throws Exception {
        left(brescia, BRESCIA);
        operator.done("/members/" + BRESCIA + "/suspension", Map.of("reason", "trasloco"));
        hub.bean(Homes.class).write(BRESCIA, new Home(Home.FIRST, LARGE, Home.Phase.COPYING), Optional.empty());
        CurrentTenant.run(BRESCIA, () -> OwnTable.SUBMISSION.copy(client(Home.FIRST), client(LARGE), _ -> {}));
        long before = count("submission", BRESCIA, Home.FIRST);

        moved(BRESCIA, Home.FIRST);

        assertThat(ended(BRESCIA).path("phase").stringValue()).isEqualTo("here");
        assertThat(count("submission", BRESCIA, Home.FIRST)).isEqualTo(before).isPositive();
        assertThat(count("submission", BRESCIA, LARGE)).isZero();
        operator.done("/members/" + BRESCIA + "/resumption", Map.of("reason", "resta"));
        left(brescia, BRESCIA);
    }

    @Test
    void whatIsOldIsForgottenInEveryDatabase() throws Exception {
        left(parma, PARMA);
        as(superuser(), "update submission set made_at = made_at - interval '8 days' where member = 'c_g337'");

        hub.bean(OwnData.class)
                .everywhere(each -> each.sql("select submissions_forgotten(now() - interval '7 days', 10000)")
                        .query(Long.class)
                        .single());

        assertThat(count("submission", PARMA, LARGE)).isZero();
    }

    @Test
    void aDatabaseOfAnotherNameHubOrVersionIsNotOpened() throws Exception {
        Opening opening = new Opening(hub.bean(JdbcClient.class));
        FurtherDatabase ours = hub.bean(FurtherDatabases.class).all().getFirst();

        assertThatThrownBy(() -> opening.open(called("altra", ours)))
                .hasMessageContaining("snodo.databases.altra.url names is the one that this hub knows as grande");
        assertThatThrownBy(() -> new Opening(client(LARGE))).hasMessageContaining("is the one it knows as grande");
        try {
            as(
                    superuser(),
                    "insert into flyway_schema_history values (9999, '9999', 'later', 'SQL', 'V9999__later.sql',"
                            + " 1, 'x', now(), 1, true)");
            assertThatThrownBy(() -> opening.open(ours))
                    .hasMessage("The database grande is of a later version than this hub; start a hub of that version,"
                            + " or restore the database as it was.");
        } finally {
            as(superuser(), "delete from flyway_schema_history where installed_rank = 9999");
        }
        String hubs = "update database_identity set hub = ";
        String ourId = CurrentTenant.during(
                MemberCode.HUB,
                () -> client(LARGE)
                        .sql("select hub::text from database_identity")
                        .query(String.class)
                        .single());
        try {
            as(superuser(), hubs + "gen_random_uuid()");
            assertThatThrownBy(() -> opening.open(ours)).hasMessageContaining("The database grande is another hub's");
        } finally {
            as(superuser(), hubs + "'" + ourId + "'");
        }
        opening.open(ours).close();
    }

    @Test
    void rowsWhereTheirMemberDoesNotLiveKeepTheHubFromStarting() throws Exception {
        left(parma, PARMA);
        Map<MemberCode, Home> moved = Map.of(PARMA, Home.in(Home.FIRST));
        MemberDatabases databases = hub.bean(MemberDatabases.class);

        assertThatThrownBy(() -> new Soundness(databases, moved).demand())
                .hasMessageContaining("Data of c_g337 is in the database grande, and it lives in first")
                .hasMessageContaining("ops/snodo move-database");
        assertThatThrownBy(() -> new Soundness(databases, Map.of(PARMA, Home.in("scomparsa"))).demand())
                .hasMessageContaining("there is no snodo.databases.scomparsa");
        assertThatThrownBy(
                        () -> new Soundness(databases, Map.of(BRESCIA, Home.in(LARGE), PARMA, Home.in(LARGE))).demand())
                .as("its database is of an earlier time, or what is in the first has never been moved")
                .hasMessageContaining("c_b157");
    }

    @Test
    void startsOnlyWhenItsDatabaseIsThereAndTheFolderSaysWhereItsDataIs() throws Exception {
        left(parma, PARMA);
        Path file = hub.tenant(PARMA).resolve("tenant.yaml");
        String before = Files.readString(file);
        hub.close();
        server.close();
        assertThatThrownBy(() -> hub.startAgain(settings))
                .hasStackTraceContaining("The database grande cannot be reached (SQL state 08001); start it, or mend"
                        + " snodo.databases.grande.");
        server = EmbeddedPostgres.start(theirs);
        Files.writeString(file, before.replace("\ndatabase: " + LARGE + "\n", "\n"));
        assertThatThrownBy(() -> hub.startAgain(settings))
                .hasStackTraceContaining(
                        "The tenant.yaml of c_g337 says that its data is in first, and it is in grande")
                .hasStackTraceContaining("ops/snodo move-database c_g337 --to first");
        Files.writeString(file, before);
        hub.startAgain(settings);

        left(parma, PARMA);
    }

    private void say(MemberCode member, String line) throws Exception {
        Files.writeString(hub.tenant(member).resolve("tenant.yaml"), "\n" + line + "\n", StandardOpenOption.APPEND);
    }

    private JsonNode moved(MemberCode member, String to) throws Exception {
        return operator.done("/members/" + member + "/database", Map.of("to", to, "reason", "è grande"));
    }

    private JsonNode ended(MemberCode member) throws Exception {
        JsonNode[] seen = new JsonNode[1];
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            seen[0] = operator.seen("/members/" + member + "/database");
            return !seen[0].path("running").asBoolean(true);
        });
        return seen[0];
    }

    private String hello(MemberCode member) throws Exception {
        return Pen.of(hub, member)
                .say(new MemberHello("test/1", List.of("1.0"), 1))
                .jws();
    }

    private void left(ModiClient client, MemberCode member) throws Exception {
        left(client, hello(member));
    }

    /** So many, and the correlation id of the last. */
    private String left(ModiClient client, MemberCode member, int times) throws Exception {
        String last = "";
        for (int i = 0; i < times; i++) {
            HttpResponse<String> taken = client.post(hello(member));
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
            last = taken.headers().firstValue("X-Correlation-ID").orElseThrow();
        }
        return last;
    }

    private static JsonNode left(ModiClient client, String jws) throws Exception {
        HttpResponse<String> taken = client.post(jws);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String correlation = taken.headers().firstValue("X-Correlation-ID").orElseThrow();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> client.get("submissions/" + correlation).statusCode() == 303);
        return Json.MAPPER.readTree(
                client.get("submissions/" + correlation + "/outcome").body());
    }

    private HttpResponse<String> sent(String jws) {
        try {
            return parma.post(jws);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private long decided(Pen.Written written) {
        return CurrentTenant.during(
                PARMA,
                () -> hub.bean(JdbcClient.class)
                        .sql("select count(*) from message where jws = ?")
                        .param(written.jws())
                        .query(Long.class)
                        .single());
    }

    private static String refusal(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body()).path(CODE).asString(answer.body());
    }

    private String health() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI health = hub.url().resolve("/actuator/health");
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Json.MAPPER.readTree(answer.body()).path("status").stringValue();
        }
    }

    private JdbcClient client(String database) {
        return hub.bean(MemberDatabases.class).client(database);
    }

    private long count(String table, MemberCode member, String database) {
        return CurrentTenant.during(member, () -> rows(client(database), table));
    }

    private String digest(MemberCode member, String database) {
        return CurrentTenant.during(member, () -> OwnTable.SUBMISSION.digest(client(database)));
    }

    private static long rows(JdbcClient database, String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static int inserted(JdbcClient database, MemberCode member) {
        return database.sql("insert into submission (id, member, made_at) values (gen_random_uuid(), ?, now())")
                .param(member.value())
                .update();
    }

    /** Of the member's server: what is done with it is not the hub's business. */
    private Connection superuser() throws Exception {
        return DriverManager.getConnection(
                large.url(), "postgres", Files.readString(folder.resolve("theirs/postgres/postgres.password")));
    }

    private boolean hasEndedWhoWaits() throws Exception {
        try (Connection connection = superuser();
                Statement run = connection.createStatement();
                ResultSet ended = run.executeQuery(
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity where wait_event_type = 'Lock'")) {
            return ended.next() && ended.getLong(1) > 0;
        }
    }

    private static void as(Connection connection, String statement) throws SQLException {
        try (connection;
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private static FurtherDatabase called(String name, FurtherDatabase other) {
        return new FurtherDatabase() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String url() {
                return other.url();
            }

            @Override
            public String username() {
                return other.username();
            }

            @Override
            public String password() {
                return other.password();
            }

            @Override
            public int connections() {
                return other.connections();
            }

            @Override
            public void migrate() {
                throw new AssertionError("another's database is not migrated");
            }
        };
    }
}
