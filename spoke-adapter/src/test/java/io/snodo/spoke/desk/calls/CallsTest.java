package io.snodo.spoke.desk.calls;

import static io.snodo.spoke.desk.TestDesk.BRESCIA;
import static io.snodo.spoke.desk.TestDesk.NOW;
import static io.snodo.spoke.desk.TestDesk.PARMA;
import static io.snodo.spoke.desk.TestDesk.PARMAS_KEY;
import static io.snodo.spoke.desk.TestDesk.VENEZIA;
import static io.snodo.spoke.desk.TestDesk.VENEZIAS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.CallMode;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.confidential.Confidential;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.messages.confidential.Tie;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Contact;
import io.snodo.spoke.desk.ContactId;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.desk.TestDesk;
import io.snodo.spoke.link.Answer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Venezia passes calls to Parma, which takes its tickets, and to Brescia, which lends it capacity for taxes; and takes some. */
class CallsTest {
    private static final CallHours ALWAYS = new CallHours(null, null, Set.of(DayOfWeek.values()));
    private static final Disclosure.Person ANNA = new Disclosure.Person("Anna Neri", "041 000000", null, null, null);

    @TempDir
    Path folder;

    private TestDesk desk;
    private Calls calls;
    private TransferCall transfer;
    private TakeCall take;

    @BeforeEach
    void open() throws Exception {
        desk = new TestDesk(folder);
        calls = new Calls(desk.store.jdbc(), desk.clock);
        transfer = new TransferCall(
                desk.destinations,
                desk.categories,
                desk.contacts,
                desk.confidences,
                desk.outbox,
                calls,
                desk.clock,
                desk.publisher);
        take = new TakeCall(
                calls,
                new CallersNames(desk.confidences),
                desk.registerContact,
                desk.takeContact,
                desk.tenant,
                desk.publisher);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void tellsTheOtherWhatItIsAboutAndInConfidenceWhoIsOnTheLine() {
        ContactId contact = contact("Anna Neri", "041 000000");

        Reply<UUID> reply = transfer.to(PARMA, "giulia", account("strade", contact, 10));

        Message said = desk.said().getFirst();
        CallTransfer call = (CallTransfer) said.content();
        assertThat(reply).isEqualTo(Reply.yes(said.id()));
        assertThat(said.to()).containsExactly(PARMA);
        assertThat(said.ticket()).isNull();
        assertThat(call.until()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(call.text()).isEqualTo("Una buca davanti al 12");
        Tie tie = Tie.ofCall(said.id(), call.call());
        for (var key : List.of(PARMAS_KEY, VENEZIAS_KEY)) {
            assertThat(Confidential.open(call.confidential(), tie, key)).contains(Disclosure.of(ANNA));
        }
        assertThat(said.body().toString()).doesNotContain("Anna", "041 000000");
        assertThat(calls.passed())
                .singleElement()
                .satisfies(passed -> assertThat(passed.told()).isEqualTo(call));
        assertThat(desk.events).contains(new Changed(Changed.Topic.CALLS));
    }

    /** What the desk says is what the schemas allow, whatever the chance in its reference. */
    @Test
    void whatIsSaidFollowsTheSchemas() {
        SealKey key = SealKey.generate();
        for (int i = 0; i < 50; i++) {
            transfer.to(PARMA, "giulia", account("strade", null, 30));
        }
        assertThat(desk.said()).hasSize(50).allSatisfy(said -> {
            byte[] payload = Sealed.seal(said, key).verify(key.verifyKey()).orElseThrow();
            assertThat(Reading.of(payload, VENEZIA)).isInstanceOf(Reading.Understood.class);
        });
    }

    @Test
    void goesOnlyWhereAnAgreementLetsItGo() {
        assertThat(transfer.to(BRESCIA, "giulia", account("tributi", null, 10))).isInstanceOf(Reply.Yes.class);
        assertThat(transfer.to(BRESCIA, "giulia", account("strade", null, 10)))
                .isEqualTo(Reply.no(Why.AGREEMENT_MISSING));
        assertThat(transfer.to(new MemberCode("c_z999"), "giulia", account("tributi", null, 10)))
                .isEqualTo(Reply.no(Why.AGREEMENT_MISSING));
        assertThat(transfer.to(VENEZIA, "giulia", account("tributi", null, 10)))
                .isEqualTo(Reply.no(Why.AGREEMENT_MISSING));
        assertThat(desk.destinations.takingCalls())
                .extracting(line -> line.member().code(), line -> line.only())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(BRESCIA, List.of("tributi")),
                        org.assertj.core.groups.Tuple.tuple(PARMA, List.of()));
        assertThat(desk.said()).hasSize(1);
    }

    @Test
    void saysNothingThatTheHubOrTheOtherWouldRefuseAnyway() {
        assertThat(transfer.to(PARMA, "giulia", account("piccioni", null, 10))).isEqualTo(Reply.no(Why.QUEUE_UNKNOWN));
        assertThat(transfer.to(PARMA, "giulia", account("strade", null, 31))).isEqualTo(Reply.no(Why.CALL_TOO_LONG));
        assertThat(transfer.to(PARMA, "giulia", account("strade", null, 0))).isEqualTo(Reply.no(Why.CALL_TOO_LONG));
        assertThat(transfer.to(PARMA, "giulia", account("strade", new ContactId(99), 10)))
                .isEqualTo(Reply.no(Why.CONTACT_UNKNOWN));
        assertThat(desk.said()).isEmpty();
    }

    @Test
    void whoHasNoKeyIsToldNoName() {
        transfer.to(BRESCIA, "giulia", account("tributi", contact("Anna Neri", ""), 10));

        assertThat(((CallTransfer) desk.said().getFirst().content()).confidential())
                .isNull();
    }

    @Test
    void aCallIsOnTheScreenWhenItIsAnswered() {
        assertThat(deliver(call("strade", 10), ALWAYS, NOW)).isInstanceOf(Answer.Taken.class);

        assertThat(calls.ringing()).singleElement().satisfies(call -> {
            assertThat(call.from()).isEqualTo(PARMA);
            assertThat(call.isRinging(NOW)).isTrue();
            assertThat(call.isRinging(call.told().until())).isFalse();
        });
        assertThat(desk.events).contains(new Changed(Changed.Topic.CALLS));
    }

    @Test
    void theSameCallAgainIsOneCall() {
        Message message = message(call("strade", 10));
        deliver(message, ALWAYS, NOW);
        deliver(message, ALWAYS, NOW);

        assertThat(calls.coming()).hasSize(1);
    }

    @Test
    void whatCannotBeTakenIsRefusedWithItsCodeAndNotShown() {
        CallHours morning = new CallHours(LocalTime.of(8, 0), LocalTime.of(9, 30), Set.of(DayOfWeek.values()));
        CallHours weekdays =
                new CallHours(null, null, Set.of(DayOfWeek.MONDAY)); // it is a Sunday, ten past ten in Venezia

        assertThat(deliver(call("strade", 10), ALWAYS, NOW.plus(Duration.ofMinutes(10))))
                .isEqualTo(new Answer.Rejected(RefusalCode.CALL_OVER));
        assertThat(deliver(call("piccioni", 10), ALWAYS, NOW))
                .isEqualTo(new Answer.Rejected(RefusalCode.QUEUE_UNKNOWN));
        assertThat(deliver(call("strade", 10), morning, NOW)).isEqualTo(new Answer.Rejected(RefusalCode.QUEUE_CLOSED));
        assertThat(deliver(call("strade", 10), weekdays, NOW)).isEqualTo(new Answer.Rejected(RefusalCode.QUEUE_CLOSED));
        assertThat(calls.coming()).isEmpty();
    }

    @Test
    void hoursThatEndBeforeTheyBeginAreNone() {
        Set<DayOfWeek> days = Set.of(DayOfWeek.MONDAY);
        LocalTime eight = LocalTime.of(8, 0);

        assertThatThrownBy(() -> new CallHours(eight, null, days)).hasMessageContaining("snodo.calls");
        assertThatThrownBy(() -> new CallHours(eight, eight, days)).hasMessageContaining("snodo.calls");
        assertThatThrownBy(() -> new CallHours(null, null, Set.of())).hasMessageContaining("snodo.calls");
        CallHours morning = new CallHours(eight, LocalTime.of(13, 0), days);
        ZoneId rome = ZoneId.of("Europe/Rome");
        assertThat(morning.cover(Instant.parse("2026-11-23T07:00:00Z").atZone(rome)))
                .isTrue();
        assertThat(morning.cover(Instant.parse("2026-11-23T12:00:00Z").atZone(rome)))
                .isFalse();
    }

    @Test
    void takingItMakesAContactOfWhatWasTold() {
        UUID id = UUID.randomUUID();
        CallTransfer call = call("strade", 10);
        Tie tie = Tie.ofCall(id, call.call());
        deliver(
                Message.of(
                        id,
                        desk.clock,
                        PARMA,
                        List.of(VENEZIA),
                        call.with(desk.confidences.write(Disclosure.of(ANNA), tie, List.of()))),
                ALWAYS,
                NOW);

        ContactId made = ((Reply.Yes<ContactId>) take.take(only().id(), "giulia")).value();

        Contact contact = desk.contacts.find(made).orElseThrow();
        assertThat(contact.state()).isEqualTo(Contact.State.TAKEN);
        assertThat(contact.operator()).isEqualTo("giulia");
        assertThat(contact.request())
                .isEqualTo(new Contact.Request(
                        "phone", "strade", "027042", "Una buca davanti al 12", "Una buca davanti al 12\nProfonda."));
        assertThat(contact.citizen()).isEqualTo(new Contact.Citizen("Anna Neri", "041 000000"));
        assertThat(calls.ringing()).isEmpty();
        assertThat(calls.of(made)).isPresent();
        assertThat(take.take(only().id(), "marco")).isEqualTo(Reply.no(Why.CONTACT_NOT_FREE));
        assertThat(only().operator()).isEqualTo("giulia");
    }

    @Test
    void whatWasToldToOthersInConfidenceMakesAContactWithoutAName() {
        UUID id = UUID.randomUUID();
        CallTransfer call = call("strade", 10);
        Tie ofAnother = Tie.ofCall(id, "call-altra");
        CallTransfer moved = call.with(desk.confidences.write(Disclosure.of(ANNA), ofAnother, List.of()));
        deliver(Message.of(id, desk.clock, PARMA, List.of(VENEZIA), moved), ALWAYS, NOW);

        CallersNames.Seen seen = new CallersNames(desk.confidences).of(only());
        assertThat(seen.said()).isTrue();
        assertThat(seen.person()).isNull();
        ContactId made = ((Reply.Yes<ContactId>) take.take(only().id(), "giulia")).value();
        assertThat(desk.contacts.find(made).orElseThrow().citizen()).isEqualTo(new Contact.Citizen("", ""));
    }

    @Test
    void anHourAfterItsEndNothingOfACallIsShownOrKept() {
        deliver(call("strade", 10), ALWAYS, NOW);
        transfer.to(PARMA, "giulia", account("strade", null, 10));
        Calls before = later(Duration.ofMinutes(70).minusMillis(1));
        Calls after = later(Duration.ofMinutes(70));

        assertThat(before.ringing()).isEmpty();
        assertThat(before.coming()).hasSize(1);
        assertThat(before.passed()).hasSize(1);
        assertThat(before.dropOld()).isZero();
        assertThat(after.coming()).isEmpty();
        assertThat(after.passed()).isEmpty();
        assertThat(after.find(1)).isEmpty();
        assertThat(after.dropOld()).isEqualTo(2);
        assertThat(calls.coming()).isEmpty();
        assertThat(calls.passed()).isEmpty();
    }

    private Calls later(Duration by) {
        return new Calls(desk.store.jdbc(), Clock.offset(desk.clock, by));
    }

    private ComingCall only() {
        return calls.coming().getFirst();
    }

    private ContactId contact(String name, String phone) {
        return desk.registerContact.register(
                new Contact.Request("phone", "strade", "027042", "Buca", ""), new Contact.Citizen(name, phone));
    }

    private static TransferCall.Account account(String queue, @Nullable ContactId contact, int minutes) {
        return new TransferCall.Account(
                CallMode.CONSULTATION,
                queue,
                "de",
                "Una buca davanti al 12",
                Duration.ofMinutes(minutes),
                TicketNumber.mint("L736", 42),
                contact,
                true);
    }

    private static CallTransfer call(String queue, int minutes) {
        Instant until = NOW.plus(Duration.ofMinutes(minutes));
        return new CallTransfer(
                "call-k3m9qx2p", CallMode.BLIND, queue, null, "Una buca davanti al 12\nProfonda.", until, null, null);
    }

    private Message message(CallTransfer call) {
        return Message.of(desk.clock, PARMA, List.of(VENEZIA), call);
    }

    private Answer deliver(CallTransfer call, CallHours hours, Instant now) {
        return deliver(message(call), hours, now);
    }

    private Answer deliver(Message message, CallHours hours, Instant now) {
        Clock clock = Clock.offset(desk.clock, Duration.between(NOW, now));
        return new CallAddressee(calls, desk.categories, hours, desk.tenant, clock, desk.publisher)
                .deliver(message, TestDesk.record(message, 0, null, null, 0, null, null));
    }
}
