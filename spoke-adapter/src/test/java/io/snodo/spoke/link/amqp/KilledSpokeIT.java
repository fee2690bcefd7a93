package io.snodo.spoke.link.amqp;

import static io.snodo.spoke.link.Notary.PARMA;
import static io.snodo.spoke.link.Notary.VENEZIA;
import static io.snodo.spoke.link.amqp.AmqpLineIT.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt.Level;
import io.snodo.spoke.link.Notary;
import io.snodo.spoke.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spoke's process is killed again and again while messages go both ways. */
class KilledSpokeIT {
    private static final int MESSAGES = 400;
    private static final int DEATHS = 3;

    @TempDir
    Path folder;

    private final Notary notary = new Notary();
    private TestBroker broker;
    private FakeHub hub;
    private Process spoke;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker(folder.resolve("broker"));
        hub = new FakeHub(broker.url(), notary, PARMA);
    }

    @AfterEach
    void stop() throws Exception {
        if (spoke != null) {
            spoke.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        hub.close();
        broker.close();
    }

    @Test
    void losesNothingDoublesNothingAndKeepsTheOrder() throws Exception {
        List<Message> delivered = new ArrayList<>();
        int perLife = MESSAGES / (DEATHS + 1);
        for (int life = 0; life <= DEATHS; life++) {
            spoke = startSpoke();
            int alreadyHeard = hub.heard.size();
            for (int i = 0; i < perLife; i++) {
                Message note = note(delivered.size());
                delivered.add(note);
                hub.put(notary.delivery(note));
            }
            until(() -> hub.heard.size() >= Math.min(MESSAGES, alreadyHeard + perLife));
            if (life < DEATHS) {
                spoke.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
        }
        until(() -> hub.heard.size() == MESSAGES);
        until(() -> delivered.stream()
                .allMatch(m -> hub.receipts.getOrDefault(m.id(), List.of()).contains(Level.L3)));
        spoke.destroyForcibly().waitFor(30, TimeUnit.SECONDS);

        try (Store store = Store.open(folder.resolve("parma"))) {
            List<String> written = store.jdbc()
                    .sql("select text from written order by position")
                    .query(String.class)
                    .list();
            assertThat(written).hasSize(MESSAGES).doesNotHaveDuplicates();
            List<String> heard = hub.heard.stream()
                    .map(m -> m.requireTicket() + " " + ((NoteAdd) m.content()).text())
                    .toList();
            assertThat(heard).hasSize(MESSAGES).doesNotHaveDuplicates();
            for (int i = 0; i < MortalSpoke.TICKETS; i++) {
                String ticket = ticket(i) + " ";
                assertThat(written).filteredOn(text -> text.startsWith(ticket)).isSorted();
                assertThat(heard).filteredOn(text -> text.startsWith(ticket)).isSorted();
            }
            assertThat(store.jdbc()
                            .sql("select message from confirmed")
                            .query(String.class)
                            .list())
                    .doesNotHaveDuplicates();
        }
    }

    private Process startSpoke() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MortalSpoke.class.getName(),
                        folder.resolve("parma").toString(),
                        broker.url().toString(),
                        Integer.toString(MESSAGES))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("spoke.log").toFile())
                .start();
    }

    private static Message note(int i) {
        return Message.of(
                Clock.systemUTC(), VENEZIA, List.of(), ticket(i), 1, new NoteAdd("%06d".formatted(i), null, null));
    }

    private static TicketNumber ticket(int i) {
        return TicketNumber.mint("L736", i % MortalSpoke.TICKETS);
    }
}
