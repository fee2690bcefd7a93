package io.snodo.hub.evidence;

import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.snodo.hub.TestHub;
import io.snodo.hub.evidence.tsa.StandInAuthority;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.HashTree;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.VerifyKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Anchors in a whole hub: traffic does not wait for them, an outage heals, and nobody can take back what is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnchoringIT {
    private static final AtomicInteger SERIAL = new AtomicInteger(1);

    private final StandInAuthority authority = new StandInAuthority();
    private TestHub hub;
    private Anchors anchors;

    @BeforeAll
    void startWhileTheAuthorityIsAway(@TempDir Path folder) throws Exception {
        authority.away(true);
        hub = TestHub.start(
                folder,
                "snodo.anchor.authority=" + authority.url(),
                "snodo.anchor.certificate=" + authority.rootIn(folder),
                "snodo.anchor.every=200ms",
                "snodo.anchor.first-pause=100ms",
                "snodo.anchor.longest-pause=400ms");
        anchors = hub.bean(Anchors.class);
    }

    @AfterAll
    void stop() {
        hub.close();
        authority.close();
    }

    @Test
    void goesOnDuringAnOutageAndIsHealedByTheNextAnchor() throws Exception {
        authority.away(false);
        open();
        settled();
        long before = anchors.reach().anchored();
        authority.away(true);
        open();
        open();
        assertThat(anchors.reach().waiting()).isEqualTo(2);
        assertThat(anchors.covering(before + 1)).isEmpty();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(failures("http_503"))
                        .as("said again and again")
                        .isGreaterThan(3));

        authority.away(false);
        settled();

        Anchor healed = anchors.covering(before + 1).orElseThrow();
        assertThat(healed.from()).isEqualTo(before + 1);
        assertThat(healed.to()).isEqualTo(before + 2);
        assertThat(new TimeStampToken(new CMSSignedData(healed.token()))
                        .getTimeStampInfo()
                        .getMessageImprintDigest())
                .isEqualTo(Statement.digest(healed.statement()));
        assertThat(hub.bean(MeterRegistry.class)
                        .get("snodo.evidence.unanchored")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void chainsItsStatementsAndLeadsEveryRootToOneOfThem() {
        authority.away(false);
        for (int i = 0; i < 3; i++) {
            open();
            settled();
        }
        Anchor newest = anchors.newest().orElseThrow();
        assertThat(newest.number()).isGreaterThanOrEqualTo(3);
        long next = 1;
        String previous = null;
        for (long number = 1; number <= newest.number(); number++) {
            Anchor anchor = anchors.covering(next).orElseThrow();
            JsonNode said = io.snodo.messages.Json.MAPPER.readTree(anchor.statement());
            assertThat(said.path("anchor").asLong()).isEqualTo(number);
            assertThat(said.path("from").asLong()).isEqualTo(next);
            assertThat(said.path("previous").asString(null)).isEqualTo(previous);
            HashTree tree = anchors.tree(anchor);
            List<String> signed = anchors.signed(anchor.from(), (int) (anchor.to() - anchor.from() + 1));
            for (int i = 0; i < signed.size(); i++) {
                assertThat(VerifyKey.URL.encodeToString(
                                HashTree.rootFrom(signed.get(i), i, signed.size(), tree.path(i))))
                        .isEqualTo(said.path("root").asString());
            }
            previous = VerifyKey.URL.encodeToString(Statement.digest(anchor.statement()));
            next = anchor.to() + 1;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update evidence_batch set signed = 'x'",
                "update evidence_batch set leaves = leaves",
                "delete from evidence_batch",
                "truncate evidence_batch",
                "update evidence_anchor set token = ''",
                "delete from evidence_anchor",
                "truncate evidence_anchor",
                "update message set jws = 'x'",
                "update message set leaf = 'x'",
                "update message set sequence = 7, batch = 1",
                "update message set recorded_at = now()",
                "delete from message",
                "truncate message",
                "delete from ticket",
                "delete from delivery",
                "drop table message",
                "alter table message disable row level security",
                "alter table evidence_batch add column x text",
                "create or replace function ticket_withheld(asked text) returns table (sequence bigint, batch bigint,"
                        + " leaf_index int, path text[], hash bytea) language sql return null"
            })
    void theHubCannotTakeBackWhatItHasRecorded(String attempt) {
        open();
        settled();
        JdbcClient database = hub.bean(JdbcClient.class);
        assertThatThrownBy(() -> CurrentTenant.during(
                        VENEZIA, () -> database.sql(attempt).update()))
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner");
    }

    private void open() {
        Pen venezia = Pen.of(hub, VENEZIA);
        String opening = venezia.open(venezia.number(SERIAL.getAndIncrement()), TrackingCode.random())
                .jws();
        Decision decision = hub.bean(Exchange.class)
                .submit(new Incoming(opening, VENEZIA, "test"))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        Stamp stamp = ((Decision.Accepted) decision).stamp();
        assertThat(stamp.root()).isNotEmpty();
    }

    private void settled() {
        authority.away(false);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(anchors.reach().waiting()).isZero());
    }

    private double failures(String cause) {
        Counter counter = hub.bean(MeterRegistry.class)
                .find("snodo.evidence.anchor.failed")
                .tag("cause", cause)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
