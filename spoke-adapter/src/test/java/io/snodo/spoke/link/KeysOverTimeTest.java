package io.snodo.spoke.link;

import static io.snodo.spoke.link.Notary.PARMA;
import static io.snodo.spoke.link.Notary.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Registry;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Validity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Parma makes of Venezia's keys as they come and go. */
class KeysOverTimeTest {
    private static final TicketNumber TICKET = TicketNumber.mint("L736", 1);
    private static final Instant YESTERDAY = Instant.parse("2026-11-21T09:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-11-22T18:00:00Z");

    @TempDir
    Path folder;

    private final Notary hub = new Notary();
    private final SealKey old = SealKey.generate();
    private final SealKey fresh = SealKey.generate();
    private Instant now = EVENING;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private Rig parma;

    @BeforeEach
    void open() {
        parma = new Rig(folder, hub, PARMA, clock);
    }

    @AfterEach
    void close() {
        parma.close();
    }

    @Test
    void takesMessagesUnderBothKeysWhileBothCount() {
        takes(hub.registry(1, List.of(), venezia(counting(old, YESTERDAY, null), counting(fresh, MORNING, null))));
        parma.receive(hub.delivery(note("a"), old, NOON), hub.delivery(note("b"), fresh, NOON));
        parma.apply();

        assertThat(parma.tickets.delivered).containsExactly("a", "b");
    }

    @Test
    void aNewcomerTakesTheHistoryThatWasSealedWithAKeyRetiredOrRevokedSince() {
        for (boolean revoked : List.of(false, true)) {
            takes(hub.registry(revoked ? 2 : 1, List.of(retired(NOON, revoked)), venezia(counting(fresh, MORNING, null))));
            parma.receive(hub.delivery(note("revoked " + revoked), old, MORNING));
            parma.apply();
        }

        assertThat(parma.tickets.delivered).containsExactly("revoked false", "revoked true");
    }

    @Test
    void rejectsWhatWasRecordedAfterTheKeyWasRetiredWhateverTheSenderSaysOfTheTime() {
        takes(hub.registry(1, List.of(retired(NOON, true)), venezia(counting(fresh, MORNING, null))));
        parma.link.up();
        parma.mailroom.asides();
        Message early = new Message(
                Message.VERSION,
                note("x").id(),
                "note.add",
                VENEZIA,
                List.of(),
                TICKET,
                1,
                YESTERDAY,
                List.of(),
                false,
                null,
                note("x").body());
        parma.receive(hub.delivery(early, old, EVENING), hub.delivery(note("after"), fresh, EVENING));
        parma.apply();
        assertThat(parma.tickets.delivered).as("the ticket waits, in its order").isEmpty();
        assertThat(parma.mailroom.asides())
                .as("asks whether its registry is the newest")
                .anyMatch(aside -> hub.open(aside.jws()).orElseThrow().type().equals("member.hello"));
        waitUntilApplied("after");

        assertThat(refusals()).containsExactly(RefusalCode.KEY_NOT_VALID);
        assertThat(parma.tickets.delivered).containsExactly("after");
    }

    @Test
    void rejectsWhatWasRecordedBeforeTheHubKnewTheKey() {
        takes(hub.registry(1, List.of(), venezia(counting(fresh, NOON, null))));
        parma.receive(hub.delivery(note("a"), fresh, MORNING), hub.delivery(note("b"), fresh, NOON));
        parma.apply();
        waitUntilApplied("b");

        assertThat(refusals()).containsExactly(RefusalCode.KEY_NOT_VALID);
    }

    @Test
    void waitsForTheRegistryThatNamesTheNewKeyAndLosesNothing() {
        takes(hub.registry(1, List.of(), venezia(counting(old, YESTERDAY, null))));
        parma.receive(
                hub.delivery(note("a"), old, MORNING),
                hub.delivery(note("b"), fresh, NOON),
                hub.delivery(note("c"), old, NOON));
        parma.apply();
        assertThat(parma.tickets.delivered).containsExactly("a");

        takes(hub.registry(2, List.of(), venezia(counting(old, YESTERDAY, null), counting(fresh, NOON, null))));

        assertThat(parma.tickets.delivered).containsExactly("a", "b", "c");
        assertThat(refusals()).isEmpty();
    }

    @Test
    void asksForANewerRegistryBeforeItBelievesItsOwnThatAKeyHasEnded() {
        takes(hub.registry(1, List.of(), venezia(counting(old, YESTERDAY, MORNING))));
        parma.receive(hub.delivery(note("under a renewed certificate"), old, NOON));
        parma.apply();
        assertThat(parma.tickets.delivered).isEmpty();

        takes(hub.registry(2, List.of(), venezia(counting(old, YESTERDAY, EVENING))));

        assertThat(parma.tickets.delivered).containsExactly("under a renewed certificate");
        assertThat(refusals()).isEmpty();
    }

    @Test
    void looksAgainAtWhatItOpenedByAnOlderRegistry() {
        takes(hub.registry(1, List.of(), venezia(counting(old, YESTERDAY, null))));
        parma.receive(hub.delivery(note("stolen"), old, NOON), hub.delivery(note("after"), fresh, NOON));
        Registry newer = new Registry(
                2,
                List.of(venezia(counting(fresh, MORNING, null))),
                List.of(),
                List.of(),
                List.of(retired(MORNING, true)));
        parma.store.transaction().executeWithoutResult(_ -> parma.registry.replace(newer, now.toEpochMilli()));
        parma.apply();
        waitUntilApplied("after");

        assertThat(parma.tickets.delivered).containsExactly("after");
        assertThat(refusals()).containsExactly(RefusalCode.KEY_NOT_VALID);
    }

    @Test
    void isAnsweredOnWhatItSealedWithTheKeyItHadBefore() {
        UUID said = parma.outbox.say(TICKET, 1, List.of(), new NoteAdd("a", null, null));
        String jws = parma.mailroom.due(1).getFirst().jws();
        parma.close();
        parma = new Rig(folder, fresh, PARMA, List.of(hub.key()), clock);

        parma.receive(new Frame.Receipts(List.of(hub.stamp(jws))));

        assertThat(parma.tickets.recorded)
                .singleElement()
                .satisfies(record -> assertThat(record.message()).isEqualTo(said));
        assertThat(parma.mailroom.due(10)).isEmpty();
    }

    @Test
    void takesTheWordOfAHubThatChangesItsKeyUnderEither() {
        Frame.Delivery before = hub.registry(1, VENEZIA, PARMA);
        parma.close();
        parma = new Rig(folder, hub.speaker(PARMA).key(), PARMA, List.of(fresh.verifyKey(), hub.key()), clock);
        takes(before);
        assertThat(parma.registry.current().version()).isEqualTo(1);

        parma.close();
        parma = new Rig(folder, hub.speaker(PARMA).key(), PARMA, List.of(fresh.verifyKey()), clock);
        takes(hub.registry(2, VENEZIA, PARMA));

        assertThat(parma.registry.current().version()).as("the old one is pinned no more").isEqualTo(1);
    }

    private void takes(Frame.Delivery registry) {
        parma.receive(registry);
        parma.apply();
    }

    private static Registry.Member venezia(List<Map<String, String>> keys) {
        return Notary.entry(VENEZIA, keys);
    }

    @SafeVarargs
    private static Registry.Member venezia(Map<String, String>... keys) {
        return venezia(List.of(keys));
    }

    private static Map<String, String> counting(SealKey key, Instant since, @Nullable Instant until) {
        return new Validity(since, until).on(key.verifyKey().jwk());
    }

    private Registry.RetiredKey retired(Instant until, boolean revoked) {
        return new Registry.RetiredKey(VENEZIA, old.verifyKey().jwk(), YESTERDAY, until, revoked);
    }

    private static Message note(String text) {
        return Message.of(Clock.systemUTC(), VENEZIA, List.of(), TICKET, 1, new NoteAdd(text, null, null));
    }

    private List<RefusalCode> refusals() {
        return parma.mailroom.owedReceipts().stream()
                .flatMap(owed -> owed.entries().stream())
                .filter(entry -> entry.level() == Receipt.Level.REFUSED)
                .map(Receipt.Entry::refusal)
                .toList();
    }

    /** Lets time pass, a tenth of a second at a time, a minute at most. */
    private void waitUntilApplied(String text) {
        for (int step = 0; step < 600 && !parma.tickets.delivered.contains(text); step++) {
            now = now.plusMillis(100);
            parma.apply();
        }
        assertThat(parma.tickets.delivered).contains(text);
    }
}
