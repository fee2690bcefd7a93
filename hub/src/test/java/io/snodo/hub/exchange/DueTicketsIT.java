package io.snodo.hub.exchange;

import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DueTicketsIT {
    private static final MemberCode DEPARTED = new MemberCode("c_x999");

    private TestHub hub;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        hub = TestHub.start(folder);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void theTicketsOfAMemberThatLeftComeToTheirEndToo() {
        TicketNumber number = TicketNumber.mint("X999", 1);
        onOffer(number, DEPARTED, "triage", Instant.now().minusSeconds(60));
        await().atMost(Duration.ofSeconds(60)).until(() -> hasExpired(DEPARTED, number));
    }

    /** A final status takes no expiry: such a row, wherever it may come from, is refused for good. */
    @Test
    void whatIsRefusedAgainAndAgainDoesNotKeepOthersFromTheirTurn() {
        for (int i = 0; i < 450; i++) {
            onOffer(
                    TicketNumber.mint("X999", 1000 + i),
                    DEPARTED,
                    "closed",
                    Instant.now().minusSeconds(9000));
        }
        TicketNumber number = TicketNumber.mint("L736", 777);
        onOffer(number, VENEZIA, "triage", Instant.now().minusSeconds(60));
        await().atMost(Duration.ofSeconds(60)).until(() -> hasExpired(VENEZIA, number));
        assertThat(hasExpired(DEPARTED, TicketNumber.mint("X999", 1000))).isFalse();
    }

    private boolean hasExpired(MemberCode originator, TicketNumber number) {
        return CurrentTenant.during(
                originator,
                () -> hub.bean(JdbcClient.class)
                        .sql("select offer is null from ticket where number = ?")
                        .param(number.value())
                        .query(Boolean.class)
                        .single());
    }

    private void onOffer(TicketNumber number, MemberCode originator, String status, Instant deadline) {
        CurrentTenant.run(
                originator,
                () -> hub.bean(JdbcClient.class)
                        .sql("""
                        insert into ticket (number, originator, owner, epoch, visited, offer, offered_to, deadline,
                                            status, sequence, parties, subject, category, channel, opened_at, updated_at)
                        values (:number, :who, :who, 1, '{}', :offer, 'c_g337', cast(:deadline as timestamptz),
                                :status, 1, array [:who, 'c_g337'], 'Buca', 'strade', 'phone', now(), now())""")
                        .param("number", number.value())
                        .param("who", originator.value())
                        .param("offer", UUID.randomUUID())
                        .param("deadline", deadline.toString())
                        .param("status", status)
                        .update());
    }
}
