package io.snodo.hub.delivery;

import static io.snodo.hub.TestHub.BRESCIA;
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
import io.snodo.hub.members.Members;
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
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Frames that are lost: read here by nobody who would remember them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgressAgainIT {
    private TestHub hub;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        hub = TestHub.start(folder);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void whoMissedWhatRecipientsSaidIsToldAgainWhenItComesBack() throws Exception {
        Pen venezia = Pen.of(hub, VENEZIA);
        Pen parma = Pen.of(hub, PARMA);
        TicketNumber number = venezia.number(31);
        say(venezia, venezia.open(number, TrackingCode.random()));
        Pen.Written offer =
                venezia.act(number, 1, new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null), PARMA);
        say(venezia, offer);
        Pen.Written applied = venezia.act(number, 1, new NoteAdd("letta", Audience.PARTIES, null));
        say(venezia, applied);
        Pen.Written refused = venezia.act(number, 1, new NoteAdd("rifiutata", Audience.PARTIES, null));
        say(venezia, refused);
        Pen.Written unheard = venezia.act(number, 1, new NoteAdd("senza risposta", Audience.PARTIES, null));
        say(venezia, unheard);
        say(
                parma,
                parma.say(new Receipt(List.of(
                        entry(offer, Receipt.Level.L2, null),
                        entry(applied, Receipt.Level.L2, null),
                        entry(applied, Receipt.Level.L3, null),
                        entry(refused, Receipt.Level.L2, null),
                        entry(refused, Receipt.Level.REFUSED, RefusalCode.SCHEMA_INVALID)))));
        await().atMost(Duration.ofSeconds(60)).until(() -> answers() == 3);

        try (Line line = new Line(VENEZIA)) {
            line.loseWhatIsThere();
            say(venezia, venezia.say(new MemberHello("test", List.of("1.0"), version())));
            List<Frame.Step> told = line.steps(3);
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            new Frame.Step(offer.id(), PARMA, Receipt.Level.L2, null),
                            new Frame.Step(applied.id(), PARMA, Receipt.Level.L3, null),
                            new Frame.Step(refused.id(), PARMA, Receipt.Level.REFUSED, RefusalCode.SCHEMA_INVALID));
        }
    }

    @Test
    void whoHasSaidNothingToAnybodyIsToldNothing() throws Exception {
        Pen brescia = Pen.of(hub, BRESCIA);
        try (Line line = new Line(BRESCIA)) {
            say(brescia, brescia.say(new MemberHello("test", List.of("1.0"), version())));
            assertThat(line.frame(Duration.ofSeconds(3))).isNull();
        }
    }

    private long version() {
        return hub.bean(Members.class).registry().version();
    }

    private long answers() {
        return CurrentTenant.during(
                VENEZIA,
                () -> hub.bean(JdbcClient.class)
                        .sql("select count(*) from delivery where sender = 'c_l736' and l2_at is not null")
                        .query(Long.class)
                        .single());
    }

    private void say(Pen by, Pen.Written written) {
        Decision decision = hub.bean(Exchange.class)
                .submit(new Incoming(written.jws(), by.member(), "test"))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        assertThat(decision).isNotInstanceOf(Decision.Refused.class);
    }

    private static Receipt.Entry entry(Pen.Written written, Receipt.Level level, RefusalCode code) {
        UUID id = written.id();
        return new Receipt.Entry(id, Sealed.read(written.jws()).orElseThrow().digest(), level, code);
    }

    /** A member's end of the line. */
    private final class Line implements AutoCloseable {
        private final Connection connection;
        private final MessageConsumer consumer;

        Line(MemberCode member) throws Exception {
            connection = Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(member));
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            consumer = session.createConsumer(session.createQueue(Addresses.of(member)));
        }

        void loseWhatIsThere() throws Exception {
            while (frame(Duration.ofSeconds(2)) != null) {
                // nobody remembers it
            }
        }

        List<Frame.Step> steps(int most) throws Exception {
            List<Frame.Step> steps = new ArrayList<>();
            while (steps.size() < most && frame(Duration.ofSeconds(60)) instanceof Frame.Progress progress) {
                steps.addAll(progress.steps());
            }
            return steps;
        }

        private Frame frame(Duration wait) throws Exception {
            Message message = consumer.receive(wait.toMillis());
            return message == null ? null : Json.MAPPER.readValue(message.getBody(byte[].class), Frame.class);
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }
}
