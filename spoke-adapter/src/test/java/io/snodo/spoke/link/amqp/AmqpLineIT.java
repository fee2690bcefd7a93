package io.snodo.spoke.link.amqp;

import static io.snodo.spoke.link.Notary.PARMA;
import static io.snodo.spoke.link.Notary.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt.Level;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.link.Notary;
import io.snodo.spoke.link.Rig;
import io.snodo.spoke.link.SentMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link against a real broker, with the hub played by the test. */
class AmqpLineIT {
    private static final int TICKETS = 5;
    private static final int NOTES = 40;

    @TempDir
    Path folder;

    private final Notary notary = new Notary();
    private TestBroker broker;
    private FakeHub hub;
    private Rig parma;
    private AmqpLine line;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker(folder.resolve("broker"));
        hub = new FakeHub(broker.url(), notary, PARMA);
        parma = new Rig(folder.resolve("parma"), notary, PARMA);
        line = new AmqpLine(parma.mailroom, AmqpSettings.of(broker.url(), null));
        line.start();
    }

    @AfterEach
    void stop() throws Exception {
        line.close();
        hub.close();
        parma.close();
        broker.close();
    }

    @Test
    void carriesMessagesBothWaysAndReceiptsBack() {
        List<UUID> said = sayNotes(NOTES);
        List<Message> delivered = deliverNotes(NOTES);

        until(() -> parma.tickets.recorded.size() == said.size());
        until(() -> parma.tickets.delivered.size() == delivered.size());

        assertInOrder(hub.heard.stream()
                .map(Message::content)
                .map(b -> ((NoteAdd) b).text())
                .toList());
        assertInOrder(parma.tickets.delivered);
        until(() -> delivered.stream()
                .allMatch(m -> hub.receipts.getOrDefault(m.id(), List.of()).contains(Level.L3)));
        until(() -> parma.link.state().waiting() == 0);
        assertThat(parma.link.state().connected()).isTrue();
        assertThat(parma.registry.current().version()).isEqualTo(1);
    }

    @Test
    void losesNothingWhenTheBrokerIsRestartedUnderTraffic() {
        List<UUID> said = sayNotes(NOTES);
        List<Message> delivered = deliverNotes(NOTES);
        until(() -> !parma.tickets.recorded.isEmpty());
        broker.stop();
        said.addAll(sayNotes(NOTES));
        until(() -> !parma.link.isConnected());
        broker.start();

        until(() -> parma.tickets.recorded.size() == said.size());
        until(() -> parma.tickets.delivered.size() >= delivered.size());

        assertThat(parma.tickets.delivered).doesNotHaveDuplicates();
        assertInOrder(hub.heard.stream()
                .map(Message::content)
                .map(b -> ((NoteAdd) b).text())
                .toList());
    }

    @Test
    void appliesOnceAndInOrderWhatComesTwiceShuffledAndTamperedWith() {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < NOTES; i++) {
            Frame.Delivery genuine = notary.delivery(note(i));
            frames.add(genuine);
            frames.add(genuine);
            frames.add(new Frame.Delivery(genuine.message().replaceFirst("\\.e", ".f"), genuine.stamp()));
        }
        Collections.shuffle(frames, new Random(7));
        until(() -> parma.registry.current().version() == 1);

        frames.forEach(hub::put);
        until(() ->
                parma.tickets.delivered.size() == NOTES && parma.link.state().toApply() == 0);

        assertThat(parma.tickets.delivered).doesNotHaveDuplicates();
        until(() -> parma.link.state().rejected() == NOTES);
    }

    @Test
    void tellsWhatTheHubRefusedAndRepeatsWhatItRefusedForNow() {
        AtomicBoolean busy = new AtomicBoolean(true);
        hub.refusing = message -> ((NoteAdd) message.content()).text().endsWith("0")
                ? Optional.of(Refusal.of(RefusalCode.EPOCH_STALE))
                : busy.getAndSet(false) ? Optional.of(Refusal.of(RefusalCode.HUB_BUSY)) : Optional.empty();
        List<UUID> said = sayNotes(NOTES);

        until(() -> parma.tickets.recorded.size() + parma.tickets.refused.size() == said.size());

        assertThat(parma.tickets.refused).hasSize(NOTES / 10);
        assertThat(parma.sent
                        .find(parma.tickets.refused.getFirst())
                        .orElseThrow()
                        .state())
                .isEqualTo(SentMessage.State.REFUSED);
    }

    @Test
    void repeatsUntilTheHubAnswersAndIsRecordedOnce() {
        hub.silent = true;
        List<UUID> said = sayNotes(TICKETS);
        until(() -> hub.arrived.size() > 4 * TICKETS);
        hub.silent = false;

        until(() -> parma.tickets.recorded.size() == said.size());

        assertThat(hub.heard).hasSize(TICKETS);
        assertThat(parma.tickets.recorded).hasSize(TICKETS);
    }

    private List<UUID> sayNotes(int count) {
        List<UUID> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            said.add(parma.outbox.say(ticket(i), 1, List.of(), new NoteAdd(text(i), null, null)));
        }
        return said;
    }

    private List<Message> deliverNotes(int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message message = note(i);
            messages.add(message);
            hub.put(notary.delivery(message));
        }
        return messages;
    }

    private static Message note(int i) {
        return Message.of(Clock.systemUTC(), VENEZIA, List.of(), ticket(i), 1, new NoteAdd(text(i), null, null));
    }

    private static TicketNumber ticket(int i) {
        return TicketNumber.mint("G337", i % TICKETS);
    }

    private static String text(int i) {
        return i % TICKETS + "/" + "%04d".formatted(i);
    }

    /** The texts of one ticket must rise; where the test spoke twice, each time from the start. */
    private static void assertInOrder(List<String> texts) {
        for (int ticket = 0; ticket < TICKETS; ticket++) {
            String prefix = ticket + "/";
            List<String> own = texts.stream().filter(t -> t.startsWith(prefix)).toList();
            List<String> firstRound = own.subList(0, Math.min(own.size(), NOTES / TICKETS));
            assertThat(firstRound).isSorted();
            assertThat(own.subList(firstRound.size(), own.size())).isSorted();
        }
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }
}
