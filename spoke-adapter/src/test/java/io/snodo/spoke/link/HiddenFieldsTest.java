package io.snodo.spoke.link;

import static io.snodo.spoke.link.Notary.PARMA;
import static io.snodo.spoke.link.Notary.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.HiddenField;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Receipt.Level;
import io.snodo.messages.hidden.Sight;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import io.snodo.spoke.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of which this member is shown a part, and later more. */
class HiddenFieldsTest {
    private static final TicketNumber TICKET = TicketNumber.mint("L736", 1);

    private final Notary hub = new Notary();
    private final List<Message> delivered = new ArrayList<>();
    private Rig parma;
    private Sealed note;
    private List<String> all;
    private boolean rejecting;

    @BeforeEach
    void open(@TempDir Path folder) {
        parma = new Rig(Store.open(folder), hub, hub.speaker(PARMA), Rig.HASTY, List.of(new Keeping()));
        parma.receive(hub.registry(1, VENEZIA, PARMA));
        parma.apply();
        parma.mailroom.told(parma.mailroom.owedReceipts());
        NoteAdd body = new NoteAdd("Visto.", Audience.PARTIES, null, "La chiave è dal custode.", null);
        Message said = Message.of(Clock.systemUTC(), VENEZIA, List.of(), TICKET, 1, body);
        note = hub.hiding(said, Map.of("details", Sight.OWNER));
        all = note.disclosures().orElseThrow();
    }

    @AfterEach
    void close() {
        parma.close();
    }

    @Test
    void appliesAMessageAgainWhenMoreOfItIsShown() {
        parma.receive(hub.delivery(note, List.of()));
        parma.apply();
        assertThat(entries())
                .extracting(Receipt.Entry::level, Receipt.Entry::disclosed)
                .containsExactly(entry(Level.L2, 0), entry(Level.L3, 0));
        parma.mailroom.told(parma.mailroom.owedReceipts());

        parma.receive(hub.delivery(note, all));
        assertThat(entries())
                .extracting(Receipt.Entry::level, Receipt.Entry::disclosed)
                .containsExactly(entry(Level.L2, 1));
        parma.apply();

        assertThat(delivered).extracting(HiddenFieldsTest::details).containsExactly(null, "La chiave è dal custode.");
        assertThat(delivered.getFirst().hidden()).singleElement().satisfies(field -> {
            assertThat(field.shown()).isEmpty();
            assertThat(field.readers()).isEqualTo(Audience.OWNER);
        });
        assertThat(delivered.getLast().hidden()).extracting(HiddenField::shown).containsExactly(Optional.of("details"));
        assertThat(entries())
                .extracting(Receipt.Entry::level, Receipt.Entry::disclosed)
                .containsExactly(entry(Level.L2, 1), entry(Level.L3, 1));
        assertThat(entries()).extracting(Receipt.Entry::digest).containsOnly(note.digest());
    }

    @Test
    void forgetsNothingWhenACopyComesWithLess() {
        parma.receive(hub.delivery(note, all), hub.delivery(note, List.of()));
        parma.apply();
        parma.receive(hub.delivery(note, List.of()));
        parma.apply();

        assertThat(delivered).extracting(HiddenFieldsTest::details).containsExactly("La chiave è dal custode.");
        assertThat(entries()).extracting(Receipt.Entry::disclosed).containsOnly(1);
    }

    @Test
    void refusesADisclosureThatIsNotInTheSealAndKeepsWhatItHas() {
        parma.receive(hub.delivery(note, List.of()));
        parma.apply();
        Sealed other = hub.hiding(
                Message.of(
                        Clock.systemUTC(),
                        VENEZIA,
                        List.of(),
                        TICKET,
                        1,
                        new NoteAdd("Altro", Audience.PARTIES, null, "?", null)),
                Map.of("details", Sight.OWNER));

        parma.receive(hub.delivery(note, other.disclosures().orElseThrow()));
        parma.apply();

        assertThat(delivered).extracting(HiddenFieldsTest::details).containsExactly((String) null);
    }

    @Test
    void answersAMessageWhoseDisclosureIsNotInTheSealWithItsCode() {
        parma.receive(hub.delivery(note, List.of(all.getFirst(), all.getFirst())));
        parma.apply();

        assertThat(delivered).isEmpty();
        assertThat(entries()).extracting(Receipt.Entry::refusal).contains(RefusalCode.DISCLOSURE_INVALID);
    }

    @Test
    void tellsARejectionAgainForAsMuchAsItHasBeenShown() {
        rejecting = true;
        parma.receive(hub.delivery(note, List.of()));
        parma.apply();
        parma.mailroom.told(parma.mailroom.owedReceipts());

        parma.receive(hub.delivery(note, all));
        parma.apply();

        assertThat(entries())
                .extracting(Receipt.Entry::level, Receipt.Entry::disclosed)
                .containsExactly(entry(Level.L2, 1), entry(Level.REFUSED, 1));
        assertThat(entries().getLast().refusal()).isNotNull();
        assertThat(delivered).as("what was rejected is not applied").hasSize(1);
    }

    private static org.assertj.core.groups.Tuple entry(Level level, int disclosed) {
        return org.assertj.core.groups.Tuple.tuple(level, disclosed);
    }

    private List<Receipt.Entry> entries() {
        return parma.mailroom.owedReceipts().stream()
                .flatMap(owed -> owed.entries().stream())
                .toList();
    }

    private static @Nullable String details(Message message) {
        return ((NoteAdd) message.content()).details();
    }

    /** Whatever is delivered, as it was. */
    private final class Keeping implements Addressee {
        @Override
        public Subject subject() {
            return Subject.TICKET;
        }

        @Override
        public Answer deliver(Message message, Record record) {
            delivered.add(message);
            return rejecting ? new Answer.Rejected(RefusalCode.TICKET_UNKNOWN) : new Answer.Taken();
        }

        @Override
        public void recorded(Message own, Record record) {}

        @Override
        public void refused(Message own, Problem problem) {}
    }
}
