package io.snodo.spoke.desk;

import static io.snodo.spoke.desk.TestDesk.BRESCIA;
import static io.snodo.spoke.desk.TestDesk.PARMA;
import static io.snodo.spoke.desk.TestDesk.PARMAS_KEY;
import static io.snodo.spoke.desk.TestDesk.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.Terms;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.confidential.Confidential;
import io.snodo.messages.confidential.DecryptionKey;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.spoke.link.Confidences;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told who has asked: Venezia was told at its counter, Parma has a key, Brescia has none. */
class DisclosePersonTest {
    private static final Disclosure ANNA =
            Disclosure.of(new Disclosure.Person("Anna Neri", "041 000000", null, null, null));

    @TempDir
    Path folder;

    private TestDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new TestDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theOpeningTellsItToNobodyButOurselves() {
        TicketNumber number = desk.aRecordedTicket();

        Message opening = desk.said().getFirst();
        TicketOpen open = (TicketOpen) opening.content();
        assertThat(Confidential.open(open.confidential(), opening.id(), number, TestDesk.VENEZIAS_KEY))
                .contains(ANNA);
        assertThat(Confidential.readers(open.confidential())).hasSize(1);
        assertThat(Json.MAPPER.writeValueAsString(opening)).doesNotContain("Anna", "041 0");
        InConfidence.Seen seen = seen(desk, number);
        assertThat(seen.person()).isEqualTo(ANNA.person());
        assertThat(seen.readers()).containsExactly(VENEZIA);
    }

    @Test
    void whoTakesTheTicketOverIsToldAtOnceAndOnceOnly() {
        TicketNumber number = desk.aRecordedTicket();
        Message accept = takenOver(number, PARMA);

        Message told = desk.said().getLast();
        NoteAdd note = (NoteAdd) told.content();
        assertThat(note.audience()).isEqualTo(Audience.NAMED);
        assertThat(note.named()).containsExactly(PARMA);
        assertThat(told.epoch()).isEqualTo(2);
        assertThat(note.text()).doesNotContain("Anna");
        assertThat(Confidential.open(note.confidential(), told.id(), number, PARMAS_KEY))
                .contains(ANNA);
        assertThat(Confidential.open(note.confidential(), told.id(), number, TestDesk.VENEZIAS_KEY))
                .as("we can read what we said")
                .contains(ANNA);

        int said = desk.said().size();
        desk.applied().recorded(accept, TestDesk.record(accept, 3, Status.ACKNOWLEDGED, PARMA, 2, null, null));
        assertThat(desk.said()).as("the same acceptance again").hasSize(said);
    }

    @Test
    void whoHasNoKeyIsNotToldAndTheDeskSaysSo() {
        TicketNumber number = desk.aRecordedTicket();
        int said = desk.said().size();
        takenOver(number, BRESCIA);

        assertThat(desk.said()).hasSize(said + 1); // the offer
        InConfidence.Seen seen = seen(desk, number);
        assertThat(seen.keyless()).containsExactly(BRESCIA);
        assertThat(seen.tellable()).isEmpty();
        assertThat(desk.disclosePerson.to(number, "giulia", BRESCIA)).isInstanceOf(Reply.No.class);
    }

    @Test
    void anOperatorTellsAnotherPartyThatCanRead() {
        TicketNumber number = desk.aRecordedTicket();
        offeredTo(PARMA, number);
        assertThat(seen(desk, number).tellable()).containsExactly(PARMA);

        Reply<UUID> reply = desk.disclosePerson.to(number, "giulia", PARMA);

        assertThat(reply).isInstanceOf(Reply.Yes.class);
        assertThat(seen(desk, number).tellable()).isEmpty();
        assertThat(seen(desk, number).readers()).contains(PARMA);
    }

    @Test
    void whoIsNoPartyOrIsNoneAnyMoreIsNotOfferedAndNotTold() {
        TicketNumber number = desk.aRecordedTicket();
        assertThat(seen(desk, number).tellable()).isEmpty();
        assertThat(desk.disclosePerson.to(number, "giulia", PARMA)).isInstanceOf(Reply.No.class);

        UUID offer = offeredTo(PARMA, number);
        desk.says(PARMA, number, new HandoverReject(offer, "Non è nostra", null), Status.TRIAGE, VENEZIA, 1, null);
        int said = desk.said().size();

        assertThat(seen(desk, number).tellable()).isEmpty();
        assertThat(desk.disclosePerson.to(number, "giulia", PARMA)).isInstanceOf(Reply.No.class);
        assertThat(desk.said()).hasSize(said);
    }

    @Test
    void whoWasNotToldSeesThatThereIsSomethingAndNothingElse() {
        TicketNumber number = desk.aRecordedTicket();
        InConfidence stranger = new InConfidence(
                new Confidences(desk.registry, VENEZIA, List.of(DecryptionKey.generate()), desk.clock), desk.tenant);

        InConfidence.Seen seen = stranger.of(desk.ticket(number), desk.timeline(number));

        assertThat(seen.said()).isTrue();
        assertThat(seen.person()).isNull();
    }

    @Test
    void withoutAKeyOfOurOwnNothingIsToldToUs() {
        Confidences without = new Confidences(desk.registry, VENEZIA, List.of(), desk.clock);
        assertThat(without.write(ANNA, UUID.randomUUID(), TicketNumber.mint("L736", 1), List.of(BRESCIA)))
                .isNull();
        UUID id = UUID.randomUUID();
        TicketNumber number = TicketNumber.mint("L736", 1);
        assertThat(Optional.ofNullable(without.write(ANNA, id, number, List.of(PARMA)))
                        .flatMap(jwe -> Confidential.open(jwe, id, number, PARMAS_KEY)))
                .contains(ANNA);
    }

    @Test
    void whereAnAgreementIsAboutTheMatterAloneNobodyIsToldWhoHasAsked(@TempDir Path other) {
        Registry all = TestDesk.REGISTRY;
        List<Kind> kinds = List.of(Kind.HANDOVER);
        Deed.Text text = new Deed.Text("Prova", "Trial");
        Terms terms = new Terms(List.of(), List.of(), null, 0, null, Terms.Visibility.MATTER, null, 0);
        Deed deed = new Deed("prova", null, "prova", 1, kinds, text, text, terms, "digest", null);
        Registry.Agreement matter = new Registry.Agreement(
                "prova.1.handover", Kind.HANDOVER, null, null, List.of(), List.of(VENEZIA, PARMA), List.of(), deed);
        try (Store store = Store.open(other)) {
            TestDesk.keep(store, new Registry(9, all.members(), List.of(matter), all.categories(), all.retired()));
            Confidences confidences = new Confidences(
                    new RegistryCopy(store.jdbc()), VENEZIA, List.of(TestDesk.VENEZIAS_KEY), desk.clock);
            UUID id = UUID.randomUUID();
            TicketNumber number = TicketNumber.mint("L736", 1);

            assertThat(confidences.canRead(PARMA)).isFalse();
            assertThat(Optional.ofNullable(confidences.write(ANNA, id, number, List.of(PARMA)))
                            .flatMap(jwe -> Confidential.open(jwe, id, number, PARMAS_KEY)))
                    .isEmpty();
        }
    }

    private Message takenOver(TicketNumber number, MemberCode by) {
        UUID offer = offeredTo(by, number);
        return desk.says(by, number, new HandoverAccept(offer), Status.ACKNOWLEDGED, by, 2, null);
    }

    private UUID offeredTo(MemberCode member, TicketNumber number) {
        Instant deadline = TestDesk.NOW.plus(Duration.ofHours(1));
        UUID offer = desk.voice.say(
                number, 1, "giulia", new Voice.Words(List.of(member), new HandoverOffer("Vostra", deadline, null)));
        desk.hubRecordsAll(number, Status.TRIAGE, VENEZIA, 1, member, deadline);
        return offer;
    }

    private static InConfidence.Seen seen(TestDesk desk, TicketNumber number) {
        return new InConfidence(desk.confidences, desk.tenant).of(desk.ticket(number), desk.timeline(number));
    }
}
