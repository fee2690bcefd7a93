package io.snodo.hub.doors.amqp;

import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.snodo.hub.TestHub;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.embedded.artemis.Spoke;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hub as any AMQP 1.0 client meets it. */
class AmqpDoorIT {
    private static final long PATIENCE_MILLIS = 60_000;

    private TestHub hub;
    private SealKey hubSeal;

    /** A member's end of the line. */
    private final class Line implements AutoCloseable {
        private final Connection connection;
        private final Session session;
        private final MessageProducer producer;
        private final MessageConsumer consumer;

        Line(MemberCode member) throws Exception {
            connection = Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(member));
            session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            producer = session.createProducer(session.createQueue(Addresses.TO_HUB));
            consumer = session.createConsumer(session.createQueue(Addresses.of(member)));
        }

        void send(String jws) throws Exception {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(jws.getBytes(StandardCharsets.US_ASCII));
            message.setJMSCorrelationID("letter-" + jws.length());
            producer.send(message);
        }

        <T extends Frame> T next(Class<T> kind) throws Exception {
            return next(kind, _ -> true);
        }

        <T extends Frame> T next(Class<T> kind, Predicate<T> wanted) throws Exception {
            while (true) {
                Message message = consumer.receive(PATIENCE_MILLIS);
                assertThat(message)
                        .as("a frame of type %s", kind.getSimpleName())
                        .isNotNull();
                Frame frame = Json.MAPPER.readValue(message.getBody(byte[].class), Frame.class);
                if (kind.isInstance(frame) && wanted.test(kind.cast(frame))) {
                    return kind.cast(frame);
                }
            }
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }

    private Record record(Frame.Delivery delivery) {
        Record record = delivery.stamp().verify(hubSeal.verifyKey()).orElseThrow();
        assertThat(record.digest())
                .isEqualTo(Sealed.read(delivery.message()).orElseThrow().digest());
        return record;
    }

    @Test
    void messagesGoThroughAreReceiptedDeliveredInOrderAndSurviveARestart(@TempDir Path folder) throws Exception {
        hub = TestHub.start(folder);
        try {
            hubSeal = hub.bean(SealKey.class);
            Pen venezia = Pen.of(hub, VENEZIA);
            Pen parma = Pen.of(hub, PARMA);
            TicketNumber number = venezia.number(7);
            Record offered;
            try (Line fromVenezia = new Line(VENEZIA);
                    Line toParma = new Line(PARMA)) {
                offered = aTicketTravels(venezia, parma, number, fromVenezia, toParma);
                nonsenseIsRefused(venezia, fromVenezia);
                whatCannotBeDecidedNowComesAgainInItsOrder(venezia, fromVenezia);
            }
            whatWasCommittedAndNotPutIsPutByTheNextProcess(venezia, number, offered);
        } finally {
            hub.close();
        }
    }

    private Record aTicketTravels(Pen venezia, Pen parma, TicketNumber number, Line fromVenezia, Line toParma)
            throws Exception {
        fromVenezia.send(venezia.open(number, TrackingCode.random()).jws());
        fromVenezia.send(venezia.act(number, 1, new NoteAdd("prima", Audience.PARTIES, null))
                .jws());
        HandoverOffer offer = new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null);
        fromVenezia.send(venezia.act(number, 1, offer, PARMA).jws());
        int stamps = 0;
        while (stamps < 3) {
            stamps += fromVenezia.next(Frame.Receipts.class).stamps().size();
        }
        List<Record> delivered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            delivered.add(record(toParma.next(Frame.Delivery.class)));
        }
        assertThat(delivered).extracting(Record::type).containsExactly("ticket.open", "note.add", "handover.offer");
        Record last = delivered.getLast();
        toParma.send(parma.say(new Receipt(List.of(
                        new Receipt.Entry(last.message(), last.digest(), Receipt.Level.L2, null),
                        new Receipt.Entry(last.message(), last.digest(), Receipt.Level.L3, null))))
                .jws());
        Frame.Progress progress = fromVenezia.next(Frame.Progress.class);
        assertThat(progress.steps()).containsExactly(new Frame.Step(last.message(), PARMA, Receipt.Level.L3, null));
        return last;
    }

    private void nonsenseIsRefused(Pen venezia, Line fromVenezia) throws Exception {
        fromVenezia.send("nonsense");
        Frame.Refused refused = fromVenezia.next(Frame.Refused.class);
        assertThat(refused.problem().code()).isEqualTo(RefusalCode.MESSAGE_MALFORMED);
        assertThat(refused.correlation()).isEqualTo("letter-8");
        fromVenezia.send("x".repeat(270_000));
        assertThat(fromVenezia.next(Frame.Refused.class).problem().code()).isEqualTo(RefusalCode.MESSAGE_TOO_LARGE);
        fromVenezia.send(venezia.say(new MemberHello("test", List.of("1.0"), 0)).jws());
        fromVenezia.next(
                Frame.Delivery.class, delivery -> record(delivery).type().equals("registry"));
    }

    private void whatCannotBeDecidedNowComesAgainInItsOrder(Pen venezia, Line fromVenezia) throws Exception {
        asOwner("""
                create function go_away() returns trigger language plpgsql as $$
                begin
                    raise exception 'shutting down' using errcode = '57P01';
                end $$;
                create trigger go_away before insert on message for each row execute function go_away()""");
        TicketNumber number = venezia.number(8);
        fromVenezia.send(venezia.open(number, TrackingCode.random()).jws());
        fromVenezia.send(venezia.act(number, 1, new NoteAdd("dopo", Audience.PARTIES, null))
                .jws());
        Counter busy = hub.bean(MeterRegistry.class)
                .get("snodo.exchange.refused")
                .tag("refusal", "hub_busy")
                .counter();
        await().atMost(Duration.ofMinutes(1)).until(() -> busy.count() >= 2);
        asOwner("drop trigger go_away on message");
        List<Record> accepted = new ArrayList<>();
        while (accepted.size() < 2) {
            fromVenezia
                    .next(Frame.Receipts.class)
                    .stamps()
                    .forEach(stamp ->
                            accepted.add(stamp.verify(hubSeal.verifyKey()).orElseThrow()));
        }
        assertThat(accepted).extracting(Record::sequence).containsExactly(1L, 2L);
    }

    private void asOwner(String statements) throws SQLException {
        DatabaseCoordinates found = hub.bean(DatabaseCoordinates.class);
        try (java.sql.Connection connection = DriverManager.getConnection(
                        found.url(), found.owner().username(), found.owner().password());
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private void whatWasCommittedAndNotPutIsPutByTheNextProcess(Pen venezia, TicketNumber number, Record offered)
            throws Exception {
        // as if the process had ended between the commit and the broker
        int waiting = CurrentTenant.during(
                PARMA,
                () -> hub.bean(JdbcClient.class)
                        .sql("update delivery set state = 'pending', l2_at = null where message = ?")
                        .param(offered.message())
                        .update());
        assertThat(waiting).isOne();
        hub.close();
        hub.startAgain();
        try (Line fromVenezia = new Line(VENEZIA);
                Line toParma = new Line(PARMA)) {
            fromVenezia.send(venezia.act(number, 1, new NoteAdd("dopo", Audience.PARTIES, null))
                    .jws());
            assertThat(record(toParma.next(Frame.Delivery.class)).type()).isEqualTo("handover.offer");
            assertThat(record(toParma.next(Frame.Delivery.class)).type()).isEqualTo("note.add");
        }
    }
}
