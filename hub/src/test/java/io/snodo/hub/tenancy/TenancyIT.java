package io.snodo.hub.tenancy;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.hub.TestHub;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.FaqPublish;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.TrackingCode;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application's own checks are off here: only the database and Hibernate stand between the tenants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenancyIT {
    private TestHub hub;
    private JdbcClient database;

    @BeforeAll
    void oneTicketOfVeneziasOfferedToParma(@TempDir Path folder) throws Exception {
        hub = TestHub.start(folder);
        database = hub.bean(JdbcClient.class);
        Pen venezia = Pen.of(hub, VENEZIA);
        submit(venezia, venezia.open(venezia.number(1), TrackingCode.random()));
        submit(
                venezia,
                venezia.act(
                        venezia.number(1),
                        1,
                        new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null),
                        PARMA));
        submit(venezia, venezia.say(new FaqPublish(UUID.randomUUID(), 1, "it", "Dove?", "Qui.", "tributi", null)));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private void submit(Pen pen, Pen.Written written) {
        Exchange exchange = hub.bean(Exchange.class);
        assertThat(exchange.submit(new Incoming(written.jws(), pen.member(), "test"))
                        .join())
                .isInstanceOf(Decision.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticket", "message", "delivery", "faq_version"})
    void nobodySeesARowOfAnybody(String table) {
        assertThat(count(table)).isZero();
        assertThat(CurrentTenant.during(VENEZIA, () -> count(table))).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticket", "message", "delivery"})
    void eachSeesItsOwnAndNoMore(String table) {
        assertThat(CurrentTenant.during(PARMA, () -> count(table))).isPositive();
        assertThat(CurrentTenant.during(BRESCIA, () -> count(table)))
                .as("the proposal of a FAQ concerns all")
                .isEqualTo(table.equals("ticket") ? 0L : 1L);
    }

    @Test
    void aConnectionOfThePoolForgetsItsTenant() throws SQLException {
        for (int i = 0; i < 60; i++) { // more than the pool has
            MemberCode tenant = i % 2 == 0 ? VENEZIA : BRESCIA;
            assertThat(CurrentTenant.during(tenant, () -> count("ticket"))).isEqualTo(i % 2 == 0 ? 1L : 0L);
            assertThat(count("ticket")).isZero();
        }
        try (Connection left = CurrentTenant.during(VENEZIA, this::connection)) {
            left.setAutoCommit(false); // given back in the middle of a transaction
            left.createStatement().execute("select 1");
        }
        assertThat(count("ticket")).isZero();
    }

    @Test
    void nothingIsWrittenInAnothersName() {
        assertThatThrownBy(() ->
                        CurrentTenant.during(BRESCIA, () -> database.sql("""
                                insert into message (sender, id, digest, type, audience, readers, by_citizen, binding,
                                                     jws, leaf, leaf_index, path, batch, recorded_at)
                                values ('c_l736', gen_random_uuid(), 'd', 'note.add', 'parties', '{c_b157}', false,
                                        'test', 'j', 'l', 0, '{}', 1, now())""").update()))
                .hasStackTraceContaining("row-level security");
        assertThat(CurrentTenant.during(
                        BRESCIA,
                        () -> database.sql("update ticket set owner = 'c_b157'").update()))
                .isZero();
    }

    @Test
    void nothingIsDeliveredToOneWhoMayNotReadIt() {
        assertThatThrownBy(() ->
                        CurrentTenant.during(VENEZIA, () -> database.sql("""
                                insert into delivery (id, recipient, sender, message, due)
                                select 1, 'c_b157', sender, id, now() from message where type = 'ticket.open'""").update()))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void theRoleTheHubWorksAsCanNeitherBypassRowSecurityNorChangeWhatWasSealed() {
        assertThat(database.sql("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(database.sql("""
                        select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                          and pg_get_userbyid(relowner) = current_user""").query(Long.class).single()).isZero();
        assertThatThrownBy(() -> CurrentTenant.during(
                        VENEZIA,
                        () -> database.sql("update message set jws = 'x'").update()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void everyTenantTableHasItsRowSecurityForced() {
        List<String> open = database.sql("""
                        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                          and not (relrowsecurity and relforcerowsecurity)""").query(String.class).list();
        assertThat(open).containsExactlyInAnyOrder("evidence_batch", "evidence_anchor", "flyway_schema_history");
    }

    @Test
    void hibernateKeepsTheTenantsApartByItself() {
        EntityManagerFactory factory = hub.bean(EntityManagerFactory.class);
        String versions = "select count(v) from FaqVersion v";
        for (MemberCode tenant : List.of(VENEZIA, PARMA)) {
            long seen = CurrentTenant.during(
                    tenant,
                    () -> factory.callInTransaction(
                            manager -> manager.createQuery(versions, Long.class).getSingleResult()));
            assertThat(seen).as(tenant.value()).isEqualTo(tenant.equals(VENEZIA) ? 1 : 0);
        }
    }

    private Connection connection() {
        try {
            return hub.bean(DataSource.class).getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}
