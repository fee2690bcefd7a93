package io.snodo.spoke.link;

import static io.snodo.spoke.link.Notary.PARMA;
import static io.snodo.spoke.link.Notary.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Receipt.Level;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import io.snodo.spoke.store.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailroomTest {
    private static final TicketNumber ONE = TicketNumber.mint("L736", 1);
    private static final TicketNumber TWO = TicketNumber.mint("L736", 2);

    @TempDir
    Path folder;

    private final Notary hub = new Notary();
    private Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private Rig parma;

    @BeforeEach
    void open() {
        parma = new Rig(folder, hub, PARMA, clock);
        parma.receive(hub.registry(1, VENEZIA, PARMA));
        parma.apply();
    }

    @AfterEach
    void close() {
        parma.close();
    }

    @Test
    void takesTheRegistryFromTheHubAlone() {
        assertThat(parma.registry.current().version()).isEqualTo(1);
        parma.receive(hub.registry(3, VENEZIA), hub.registry(2, VENEZIA, PARMA));
        parma.apply();

        assertThat(parma.registry.current().version()).isEqualTo(3);
    }

    @Test
    void appliesAMessageOnceHoweverOftenItComes() {
        Frame.Delivery delivery = hub.delivery(note(ONE, "a"));
        parma.receive(delivery, delivery);
        parma.apply();
        parma.receive(delivery);
        parma.apply();

        assertThat(parma.tickets.delivered).containsExactly("a");
        assertThat(levels()).containsExactly(Level.L2, Level.L3);
    }

    @Test
    void answersEveryLevelOnceAndAgainWhenTheHubAsksAgain() {
        Frame.Delivery delivery = hub.delivery(note(ONE, "a"));
        parma.receive(delivery);
        assertThat(levels()).containsExactly(Level.L2);
        tell();
        assertThat(levels()).isEmpty();
        parma.apply();
        assertThat(levels()).containsExactly(Level.L3);
        tell();
        assertThat(levels()).isEmpty();

        parma.receive(delivery);

        assertThat(levels()).containsExactly(Level.L2, Level.L3);
    }

    @Test
    void answersAgainWhatComesAgainWhileItsReceiptIsOnTheWay() {
        Frame.Delivery delivery = hub.delivery(note(ONE, "a"));
        parma.receive(delivery);
        parma.apply();
        List<OwedReceipt> onTheWay = parma.mailroom.owedReceipts();

        parma.receive(delivery);
        parma.mailroom.told(onTheWay);

        assertThat(levels()).containsExactly(Level.L2, Level.L3);
    }

    @Test
    void tellsThatAnOperatorHasSeenItOnlyAfterItWasApplied() {
        Message note = note(ONE, "a");
        parma.receive(hub.delivery(note));
        parma.seen.seen(note.from(), note.id());
        parma.seen.seen(note.from(), note.id());
        assertThat(levels()).containsExactly(Level.L2);
        tell();
        parma.apply();
        assertThat(levels()).containsExactly(Level.L3);
        tell();
        assertThat(levels()).containsExactly(Level.L4);
        tell();
        assertThat(levels()).isEmpty();
    }

    @Test
    void tellsNobodyThatAnOperatorHasSeenItWhereThatIsNotWished() {
        Message note = note(ONE, "a");
        parma.receive(hub.delivery(note));
        parma.apply();
        tell();
        new Seen(parma.store.jdbc(), new Bell(), new ReceiptSettings(false)).seen(note.from(), note.id());

        assertThat(levels()).isEmpty();
    }

    @Test
    void appliesATicketsMessagesInTheHubsOrderAlsoIfTheyComeInAnother() {
        Frame.Delivery first = hub.delivery(note(ONE, "first"));
        Frame.Delivery second = hub.delivery(note(ONE, "second"));
        Frame.Delivery third = hub.delivery(note(ONE, "third"));
        parma.receive(third, first, second);
        parma.apply();

        assertThat(parma.tickets.delivered).containsExactly("first", "second", "third");
    }

    @Test
    void letsOnlyTheTicketWaitThatCannotBeAppliedNow() {
        parma.tickets.answer = text -> text.equals("a1") ? new Answer.Later("busy") : new Answer.Taken();
        parma.receive(hub.delivery(note(ONE, "a1")), hub.delivery(note(ONE, "a2")), hub.delivery(note(TWO, "b1")));
        parma.apply();
        assertThat(parma.tickets.delivered).containsExactly("b1");
        assertThat(parma.link.state().toApply()).isEqualTo(2);

        parma.tickets.answer = _ -> new Answer.Taken();
        until(() -> {
            parma.apply();
            return parma.tickets.delivered.size() == 3;
        });

        assertThat(parma.tickets.delivered).containsExactly("b1", "a1", "a2");
    }

    @Test
    void rejectsWhatTheLocalSystemWillNotHaveAndGoesOn() {
        parma.tickets.answer =
                text -> text.equals("a1") ? new Answer.Rejected(RefusalCode.TICKET_UNKNOWN) : new Answer.Taken();
        parma.receive(hub.delivery(note(ONE, "a1")), hub.delivery(note(ONE, "a2")));
        parma.apply();

        assertThat(parma.tickets.delivered).containsExactly("a2");
        assertThat(entries()).anySatisfy(e -> {
            assertThat(e.level()).isEqualTo(Level.REFUSED);
            assertThat(e.refusal()).isEqualTo(RefusalCode.TICKET_UNKNOWN);
        });
        assertThat(parma.link.state().rejected()).isEqualTo(1);
    }

    @Test
    void rejectsAPoisonousMessageAfterSomeTriesAndStopsNobodyElse() {
        parma.tickets.answer = text -> {
            if (text.equals("poison")) {
                throw new IllegalStateException("cannot digest");
            }
            return new Answer.Taken();
        };
        parma.receive(
                hub.delivery(note(ONE, "poison")), hub.delivery(note(ONE, "after")), hub.delivery(note(TWO, "b")));
        parma.apply();
        assertThat(parma.tickets.delivered).containsExactly("b");

        until(() -> {
            parma.apply();
            return parma.tickets.delivered.contains("after");
        });

        assertThat(entries()).anyMatch(e -> e.refusal() == RefusalCode.INTERNAL_ERROR);
    }

    @Test
    void waitsForAKeyItDoesNotKnowAndAsksForTheRegistry() {
        parma.receive(hub.registry(2, PARMA));
        parma.apply();
        parma.link.up();
        parma.receive(hub.delivery(note(ONE, "a")));
        parma.apply();
        assertThat(parma.tickets.delivered).isEmpty();
        assertThat(parma.mailroom.asides())
                .anyMatch(m -> hub.open(m.jws()).orElseThrow().type().equals("member.hello"));

        parma.receive(hub.registry(3, PARMA, VENEZIA));
        parma.apply();

        assertThat(parma.tickets.delivered).containsExactly("a");
    }

    @Test
    void rejectsAfterSomeTriesWhatIsSealedWithAKeyNobodyKnows() {
        parma.receive(hub.registry(2, PARMA));
        parma.apply();
        parma.receive(hub.delivery(note(ONE, "a")));
        until(() -> {
            parma.apply();
            return parma.link.state().rejected() == 1;
        });

        assertThat(parma.tickets.delivered).isEmpty();
        assertThat(entries()).anyMatch(e -> e.refusal() == RefusalCode.KEY_UNKNOWN);
    }

    @Test
    void dropsVisiblyWhatCarriesNoStampOfTheHubs() {
        Frame.Delivery genuine = hub.delivery(note(ONE, "a"));
        Stamp stamp = genuine.stamp();
        Stamp forged =
                new Stamp(stamp.leaf().replace("note.add", "note.sub"), stamp.index(), stamp.path(), stamp.root());
        parma.receive(new Frame.Delivery(genuine.message(), forged));
        parma.receive(new Frame.Delivery(hub.delivery(note(ONE, "b")).message(), stamp));
        parma.mailroom.receive(List.of("{\"frame\":".getBytes(StandardCharsets.UTF_8), new byte[0]));
        parma.mailroom.receive(List.of("{\"frame\":\"delivery\"}".getBytes(StandardCharsets.UTF_8)));
        parma.apply();

        assertThat(parma.tickets.delivered).isEmpty();
        assertThat(parma.link.state().rejected()).isEqualTo(5);
        assertThat(unverified())
                .containsExactly("seal_invalid", "seal_invalid", "json_malformed", "json_malformed", "seal_invalid");
    }

    @Test
    void rejectsWhatItsSenderDidNotSeal() {
        Message forged = Message.of(Clock.systemUTC(), VENEZIA, List.of(), ONE, 1, new NoteAdd("x", null, null));
        String jws = Sealed.seal(forged, hub.speaker(PARMA).key()).jws();
        parma.receive(new Frame.Delivery(jws, hub.stamp(jws)));
        parma.apply();

        assertThat(parma.tickets.delivered).isEmpty();
        assertThat(parma.link.state().rejected() + parma.link.state().toApply()).isPositive();
    }

    @Test
    void keepsSayingWhatTheHubHasNotRecorded() {
        UUID said = say("a");
        assertThat(due()).containsExactly(said);
        parma.mailroom.handedOver(List.of(said));
        assertThat(parma.sent.find(said).orElseThrow().state()).isEqualTo(SentMessage.State.SENT);
        assertThat(due()).isEmpty();

        until(() -> due().contains(said));
        parma.receive(receipt(said));

        assertThat(parma.tickets.recorded)
                .singleElement()
                .satisfies(r -> assertThat(r.message()).isEqualTo(said));
        assertThat(parma.sent.find(said).orElseThrow().state()).isEqualTo(SentMessage.State.RECORDED);
        assertThat(due()).isEmpty();
    }

    @Test
    void sendsATicketsNextMessageOnlyWhenTheHubHasAnsweredTheOneBefore() {
        UUID first = say("first");
        UUID second = say("second");
        UUID other = parma.outbox.say(TWO, 1, List.of(), new NoteAdd("other", null, null));
        assertThat(due()).containsExactly(first, other);

        parma.receive(receipt(first));

        assertThat(due()).containsExactly(second, other);
    }

    @Test
    void tellsTheAddresseeOnceWhatWasRecorded() {
        UUID said = say("a");
        Frame.Receipts receipt = receipt(said);
        parma.receive(receipt, receipt);
        parma.receive(receipt);

        assertThat(parma.tickets.recorded).hasSize(1);
    }

    @Test
    void believesNoReceiptForOtherBytes() {
        UUID said = say("a");
        String other = hub.seal(note(ONE, "another")).jws();
        parma.receive(new Frame.Receipts(List.of(hub.stamp(other))));

        assertThat(due()).containsExactly(said);
        assertThat(parma.tickets.recorded).isEmpty();
    }

    @Test
    void keepsARefusedMessageVisibleAndTellsWhy() {
        UUID said = say("a");
        Problem problem = Refusal.of(RefusalCode.EPOCH_STALE).problem("c-1");
        parma.receive(new Frame.Refused(said, null, problem));

        assertThat(parma.tickets.refused).containsExactly(said);
        SentMessage refused = parma.sent.troubled(Place.START).rows().getFirst();
        assertThat(refused.state()).isEqualTo(SentMessage.State.REFUSED);
        assertThat(refused.refusal()).isEqualTo(RefusalCode.EPOCH_STALE);
        assertThat(refused.refusedBy()).isEqualTo(MemberCode.HUB);
        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(due()).isEmpty();
    }

    @Test
    void triesAgainWhatWasRefusedForNow() {
        UUID said = say("a");
        parma.receive(
                new Frame.Refused(said, null, Refusal.of(RefusalCode.HUB_BUSY).problem(null)));
        assertThat(due()).isEmpty();
        assertThat(parma.tickets.refused).isEmpty();

        until(() -> due().contains(said));
    }

    @Test
    void followsTheRecipientsWordToTheEnd() {
        UUID said = parma.outbox.say(ONE, 1, List.of(VENEZIA), new NoteAdd("a", null, null));
        parma.receive(receipt(said), step(said, Level.L2, null));
        assertThat(parma.sent.find(said).orElseThrow().state()).isEqualTo(SentMessage.State.DELIVERED);

        parma.receive(step(said, Level.L3, null), step(said, Level.L2, null));

        SentMessage applied = parma.sent.find(said).orElseThrow();
        assertThat(applied.state()).isEqualTo(SentMessage.State.APPLIED);
        assertThat(applied.steps())
                .singleElement()
                .satisfies(s -> assertThat(s.level()).isEqualTo(Level.L3));
    }

    @Test
    void showsThatARecipientWouldNotHaveIt() {
        UUID said = parma.outbox.say(ONE, 1, List.of(VENEZIA), new NoteAdd("a", null, null));
        parma.receive(receipt(said), step(said, Level.L2, null), step(said, Level.REFUSED, RefusalCode.TICKET_UNKNOWN));

        SentMessage refused = parma.sent.find(said).orElseThrow();
        assertThat(refused.state()).isEqualTo(SentMessage.State.REFUSED);
        assertThat(refused.refusedBy()).isEqualTo(VENEZIA);
    }

    @Test
    void complainsAgainAndAgainAboutAnAnswerThatFailsToCome() {
        UUID said = parma.outbox.say(ONE, 1, List.of(VENEZIA), new NoteAdd("a", null, null));
        parma.receive(receipt(said), step(said, Level.L2, null));
        until(() -> alarms(said) >= 2);
        assertThat(parma.sent.find(said).orElseThrow().overdue()).isTrue();
        assertThat(parma.link.state().overdue()).isEqualTo(1);

        parma.receive(step(said, Level.L3, null));

        assertThat(parma.sent.find(said).orElseThrow().overdue()).isFalse();
        assertThat(parma.link.state().overdue()).isZero();
    }

    @Test
    void letsNoAddresseeThatThrowsStopTheLine() {
        UUID said = say("a");
        Frame.Receipts receipt = receipt(said);
        parma.tickets.failsWhenRecorded = true;
        parma.receive(receipt, hub.delivery(note(TWO, "b")));
        parma.apply();
        assertThat(parma.tickets.delivered).containsExactly("b");
        assertThat(unverified()).containsExactly("internal_error");
        assertThat(due()).containsExactly(said);

        parma.tickets.failsWhenRecorded = false;
        parma.receive(receipt);

        assertThat(parma.tickets.recorded).hasSize(1);
    }

    private int alarms(UUID message) {
        parma.mailroom.raiseAlarms();
        return parma.store
                .jdbc()
                .sql("select alarms from outbox where message = ?")
                .param(message.toString())
                .query(Integer.class)
                .single();
    }

    private List<String> unverified() {
        return parma.store
                .jdbc()
                .sql("select refusal from unverified order by position")
                .query(String.class)
                .list();
    }

    private UUID say(String text) {
        return parma.outbox.say(ONE, 1, List.of(), new NoteAdd(text, null, null));
    }

    private Frame.Receipts receipt(UUID said) {
        String jws = parma.store
                .jdbc()
                .sql("select jws from outbox where message = ?")
                .param(said.toString())
                .query(String.class)
                .single();
        return new Frame.Receipts(List.of(hub.stamp(jws)));
    }

    private static Frame.Progress step(UUID message, Level level, RefusalCode refusal) {
        return new Frame.Progress(List.of(new Frame.Step(message, VENEZIA, level, refusal)));
    }

    private List<UUID> due() {
        return parma.mailroom.due(100).stream().map(OutgoingMessage::id).toList();
    }

    private List<Receipt.Entry> entries() {
        return parma.mailroom.owedReceipts().stream()
                .flatMap(owed -> owed.entries().stream())
                .filter(e -> !e.digest().isEmpty())
                .toList();
    }

    /** Of what concerns tickets; the registry's own receipts are told first. */
    private List<Level> levels() {
        return entries().stream()
                .skip(registryEntries())
                .map(Receipt.Entry::level)
                .toList();
    }

    private long registryEntries() {
        return parma.store
                        .jdbc()
                        .sql("select count(*) from inbox where type = 'registry' and told is null")
                        .query(Long.class)
                        .single()
                * 2;
    }

    private void tell() {
        parma.mailroom.told(parma.mailroom.owedReceipts());
    }

    private static Message note(TicketNumber ticket, String text) {
        return Message.of(Clock.systemUTC(), VENEZIA, List.of(), ticket, 1, new NoteAdd(text, null, null));
    }

    /** Lets time pass, a tenth of a second at a time, a minute at most. */
    private void until(BooleanSupplier condition) {
        for (int step = 0; step < 600 && !condition.getAsBoolean(); step++) {
            now = now.plusMillis(100);
        }
        assertThat(condition.getAsBoolean()).as("within a minute").isTrue();
    }
}
