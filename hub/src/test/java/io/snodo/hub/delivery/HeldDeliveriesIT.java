package io.snodo.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.snodo.hub.StoresAlone;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is held up, among a backlog: lane 1 is short and old, lane 2 long, lane 3 young, lane 4 parked, lane 5 silent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldDeliveriesIT {
    private static final MemberCode SENDER = new MemberCode("c_l736");
    private static final int MOST = 200;
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private ConfigurableApplicationContext hub;
    private JdbcClient database;
    private Deliveries deliveries;

    @BeforeAll
    void start(@TempDir Path folder) {
        hub = StoresAlone.start(folder);
        database = hub.getBean(JdbcClient.class);
        deliveries = new Deliveries(
                database,
                mock(),
                new DeliverySettings(
                        Duration.ofMillis(200),
                        Duration.ofSeconds(30),
                        8,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10)),
                Clock.fixed(NOW, ZoneOffset.UTC));
        CurrentTenant.run(SENDER, () -> {
            fill(1, 1, 2, "pending", NOW.minusSeconds(900));
            fill(2, 10, 300, "pending", NOW.minusSeconds(600));
            fill(3, 400, 1, "pending", NOW.minusSeconds(1));
            fill(4, 500, 3, "parked", NOW.minusSeconds(600));
            fill(5, 600, 4, "put", NOW.minusSeconds(600));
        });
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void lanesInWhichSomethingHasWaitedTooLongAreFound() {
        assertThat(overdue(NOW.minusSeconds(60))).containsExactlyInAnyOrder("c_x001", "c_x002");
        assertThat(overdue(NOW)).containsExactlyInAnyOrder("c_x001", "c_x002", "c_x003");
        assertThat(overdue(NOW.minusSeconds(3600))).isEmpty();
    }

    @Test
    void aLongBacklogDoesNotHideWhatIsParked() {
        List<Long> held = held(5);
        assertThat(held)
                .as("of each kind the oldest, in order")
                .containsExactly(1L, 2L, 10L, 11L, 12L, 500L, 501L, 502L, 600L, 601L, 602L, 603L);
    }

    @Test
    void theOldestOfAllLanesAreShown() {
        assertThat(held(2)).containsExactly(1L, 2L, 500L, 501L, 600L, 601L);
        assertThat(held(1000)).hasSize(310).isSorted();
    }

    /** Lane 2 alone has more that is older than one look shows. */
    @Test
    void aMembersOwnAreFoundAmongWhatOthersHaveHeldUp() {
        assertThat(waiting("c_x003")).containsExactly(400L);
        assertThat(waiting("c_x005")).as("not confirmed").containsExactly(600L, 601L, 602L, 603L);
        assertThat(waiting("c_x004"))
                .as("parked, which is looked for elsewhere")
                .isEmpty();
        assertThat(waiting("c_x009")).as("whom none of it concerns").isEmpty();
        assertThat(waiting(SENDER.value()))
                .as("what it has sent, of each kind the oldest")
                .hasSize(MOST + 4)
                .isSorted()
                .contains(1L, 10L, 603L)
                .doesNotContain(400L);
    }

    private List<Long> waiting(String member) {
        return deliveries.waiting(new MemberCode(member), MOST).stream()
                .map(Deliveries.Held::id)
                .toList();
    }

    private List<String> overdue(Instant since) {
        return database.sql("select recipient from deliveries_overdue(?)")
                .param(Timestamp.from(since))
                .query(String.class)
                .list();
    }

    private List<Long> held(int most) {
        return database.sql("select id from deliveries_held(?, ?)")
                .params(Timestamp.from(NOW.minusSeconds(300)), most)
                .query(Long.class)
                .list();
    }

    private void fill(int lane, long first, int count, String state, Instant since) {
        String recipient = "c_x00" + lane;
        for (long id = first; id < first + count; id++) {
            UUID message = new UUID(0x7000, id);
            database.sql("""
                            insert into message (sender, id, digest, type, audience, readers, by_citizen, binding, jws,
                                                 leaf, leaf_index, path, batch, recorded_at)
                            values (:sender, :id, 'd', 'note.add', 'parties', array [:sender, :recipient], false, 'test',
                                    'jws', 'leaf', 0, '{}', 1, :at)""")
                    .param("sender", SENDER.value())
                    .param("id", message)
                    .param("recipient", recipient)
                    .param("at", Timestamp.from(since))
                    .update();
            database.sql("""
                            insert into delivery (id, recipient, sender, message, state, due, put_at)
                            values (:id, :recipient, :sender, :message, :state, :at,
                                    case when :state = 'put' then cast(:at as timestamptz) end)""")
                    .param("id", id)
                    .param("recipient", recipient)
                    .param("sender", SENDER.value())
                    .param("message", message)
                    .param("state", state)
                    .param("at", Timestamp.from(since))
                    .update();
        }
    }
}
