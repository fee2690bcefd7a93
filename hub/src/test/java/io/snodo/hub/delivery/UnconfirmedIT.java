package io.snodo.hub.delivery;

import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.embedded.artemis.Spoke;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.seal.Sealed;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** ST-083: until it has L2, and not a moment longer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnconfirmedIT {
    private static final Duration CONFIRMATION = Duration.ofSeconds(2);

    private TestHub hub;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        hub = TestHub.start(
                folder, "snodo.delivery.confirmation=" + CONFIRMATION.toSeconds() + "s", "snodo.delivery.again=200ms");
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void whatWasTakenAndNotConfirmedComesAgainAndWhatLiesThereIsLeftAlone() throws Exception {
        Pen venezia = Pen.of(hub, VENEZIA);
        TicketNumber number = venezia.number(57);
        say(venezia, venezia.open(number, TrackingCode.random()));
        Pen.Written offer =
                venezia.act(number, 1, new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null), PARMA);
        say(venezia, offer);
        // put once, and left alone since, though it was due several times: nobody has been there
        await().atMost(Duration.ofSeconds(60)).until(() -> putOnceFor(CONFIRMATION.multipliedBy(2)) == 2);

        assertThat(taken()).contains(offer.jws());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(taken()).as("taken and not confirmed").contains(offer.jws()));

        Pen parma = Pen.of(hub, PARMA);
        say(parma, parma.say(new Receipt(entries())));
        taken();
        Instant quiet = Instant.now().plus(CONFIRMATION.multipliedBy(3));
        while (Instant.now().isBefore(quiet)) {
            assertThat(taken()).as("confirmed").isEmpty();
        }
    }

    /** How many were put at least {@code age} ago, once. */
    private long putOnceFor(Duration age) {
        return CurrentTenant.during(
                PARMA,
                () -> hub.bean(JdbcClient.class)
                        .sql(
                                "select count(*) from delivery where recipient = 'c_g337' and state = 'put'"
                                        + " and ticket is not null and attempts = 1 and put_at < now() - ? * interval '1 second'")
                        .param(age.toSeconds())
                        .query(Long.class)
                        .single());
    }

    private List<Receipt.Entry> entries() {
        return CurrentTenant.during(
                PARMA,
                () -> hub
                        .bean(JdbcClient.class)
                        .sql("select m.jws from delivery d join message m on m.sender = d.sender and m.id = d.message"
                                + " where d.recipient = 'c_g337' and d.l2_at is null")
                        .query(String.class)
                        .list()
                        .stream()
                        .map(UnconfirmedIT::arrived)
                        .toList());
    }

    private static Receipt.Entry arrived(String jws) {
        Sealed sealed = Sealed.read(jws).orElseThrow();
        String payload = jws.substring(jws.indexOf('.') + 1, jws.lastIndexOf('.'));
        return new Receipt.Entry(
                Json.MAPPER
                        .readValue(Base64.getUrlDecoder().decode(payload), io.snodo.messages.Message.class)
                        .id(),
                sealed.digest(),
                Receipt.Level.L2,
                null);
    }

    private void say(Pen by, Pen.Written written) {
        Decision decision = hub.bean(Exchange.class)
                .submit(new Incoming(written.jws(), by.member(), "test"))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        assertThat(decision).isNotInstanceOf(Decision.Refused.class);
    }

    /** The messages about tickets that lie on Parma's address; taken from there, and confirmed by nobody. */
    private List<String> taken() throws Exception {
        List<String> taken = new ArrayList<>();
        try (Connection connection = Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(PARMA))) {
            MessageConsumer consumer = connection
                    .createSession(Session.AUTO_ACKNOWLEDGE)
                    .createConsumer(connection.createSession().createQueue(Addresses.of(PARMA)));
            for (Message next = consumer.receive(1000); next != null; next = consumer.receive(300)) {
                if (Json.MAPPER.readValue(next.getBody(byte[].class), Frame.class) instanceof Frame.Delivery delivery
                        && delivery.stamp().leaf().contains("\"ticket\"")) {
                    taken.add(delivery.message());
                }
            }
        }
        return taken;
    }
}
