package io.snodo.spoke.desk;

import static io.snodo.spoke.desk.TestDesk.BRESCIA;
import static io.snodo.spoke.desk.TestDesk.NOW;
import static io.snodo.spoke.desk.TestDesk.PARMA;
import static io.snodo.spoke.desk.TestDesk.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.desk.TicketEvent.Standing;
import io.snodo.spoke.link.Bell;
import io.snodo.spoke.link.ReceiptSettings;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.link.Seen;
import io.snodo.spoke.store.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class TicketsTest {
    private TestDesk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        desk = new TestDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aContactBecomesATicketThatIsOnItsWayAndCarriesNoPersonalData() {
        TicketNumber number = desk.aTicket();

        Ticket ticket = desk.tickets.find(number).orElseThrow();
        assertThat(number.prefix()).isEqualTo("L736");
        assertThat(ticket.owner()).isEqualTo(VENEZIA);
        assertThat(ticket.sequence()).isZero();
        assertThat(ticket.due()).isEqualTo(NOW.plus(Duration.ofDays(20)));
        assertThat(desk.tickets.timeline(number).events())
                .singleElement()
                .satisfies(e -> assertThat(e.standing()).isEqualTo(Standing.ON_ITS_WAY));
        Message said = desk.said().getFirst();
        assertThat(said.type()).isEqualTo("ticket.open");
        ObjectNode clear = ((ObjectNode) said.body()).deepCopy();
        assertThat(clear.remove("confidential"))
                .as("what only its readers can read")
                .isNotNull();
        assertThat(clear.toString()).doesNotContain("Anna", "041");
        TicketOpen open = (TicketOpen) said.content();
        assertThat(ticket.tracking()).isNotNull();
        assertThat(open.trackingDigest()).isEqualTo(ticket.tracking().digest(number));
    }

    @Test
    void openingATicketMarksWhatOthersHaveSaidAsSeenAndNothingElse() {
        TicketNumber number = desk.aRecordedTicket();
        Message theirs =
                desk.says(PARMA, number, new NoteAdd("a", Audience.PARTIES, null), Status.TRIAGE, VENEZIA, 1, null);
        Seen link = new Seen(desk.store.jdbc(), new Bell(), new ReceiptSettings(true));
        assertThat(desk.tickets.unseen(number, VENEZIA)).containsExactly(new Tickets.Unseen(theirs.id(), PARMA));

        MarkTicketSeen mark = new MarkTicketSeen(desk.tickets, desk.casebook, link, desk.tenant, desk.clock);
        desk.store.transaction().executeWithoutResult(_ -> mark.seen(number));

        assertThat(desk.tickets.unseen(number, VENEZIA)).isEmpty();
    }

    @Test
    void aContactBecomesATicketOnce() {
        ContactId contact = desk.aContact();
        desk.openTicket.open(contact, "giulia", "Buca", "");

        Reply<TicketNumber> again = desk.openTicket.open(contact, "marco", "Buca", "");

        assertThat(again).isEqualTo(Reply.no(Why.CONTACT_NOT_FREE));
        assertThat(desk.said()).hasSize(1);
    }

    @Test
    void theHubsRecordTakesTheMarkAway() {
        TicketNumber number = desk.aRecordedTicket();

        assertThat(desk.tickets.find(number).orElseThrow().sequence()).isEqualTo(1);
        assertThat(desk.tickets.timeline(number).hasOnItsWay()).isFalse();
    }

    @Test
    void anOfferIsMadeOnlyWhereAnAgreementAllowsIt() {
        TicketNumber number = desk.aRecordedTicket();

        Reply<UUID> refused = offer(number, BRESCIA);
        Reply<UUID> made = offer(number, PARMA);

        assertThat(refused).isEqualTo(Reply.no(Why.AGREEMENT_MISSING));
        assertThat(made).isInstanceOf(Reply.Yes.class);
        Message said = desk.said().getLast();
        assertThat(said.to()).containsExactly(PARMA);
        assertThat(said.epoch()).isEqualTo(1);
    }

    @Test
    void whoIsSuspendedIsNoChoiceAndIsNamedAsSuspended() {
        Registry before = TestDesk.REGISTRY;
        Registry after = new Registry(
                before.version() + 1,
                before.members().stream()
                        .map(member -> member.suspended(member.code().equals(PARMA)))
                        .toList(),
                before.agreements(),
                before.categories());
        assertThat(desk.destinations.accepting())
                .extracting(Registry.Member::code)
                .contains(PARMA);

        TestDesk.keep(desk.store, after);
        Destinations destinations = new Destinations(new RegistryCopy(desk.store.jdbc()), desk.tenant, desk.clock);

        assertThat(destinations.accepting()).extracting(Registry.Member::code).doesNotContain(PARMA);
        assertThat(destinations.others()).extracting(Registry.Member::code).doesNotContain(PARMA);
        assertThat(destinations.suspended()).extracting(Registry.Member::code).containsExactly(PARMA);
    }

    @Test
    void aSecondOfferWaitsForTheFirst() {
        TicketNumber number = desk.aRecordedTicket();
        offer(number, PARMA);

        assertThat(offer(number, PARMA)).isEqualTo(Reply.no(Why.NOT_POSSIBLE_NOW));
    }

    @Test
    void theOthersAcceptanceMakesItTheOwner() {
        TicketNumber number = anOfferToParma();

        desk.says(PARMA, number, new HandoverAccept(offerOf(number)), Status.ACKNOWLEDGED, PARMA, 2, null);

        Ticket ticket = desk.tickets.find(number).orElseThrow();
        assertThat(ticket.owner()).isEqualTo(PARMA);
        assertThat(ticket.epoch()).isEqualTo(2);
        assertThat(ticket.offeredTo()).isNull();
        assertThat(desk.tickets.openedBy(VENEZIA, Place.START).rows())
                .extracting(Ticket::number)
                .containsExactly(number);
        assertThat(acts(number)).containsExactly(Act.NOTE);
    }

    @Test
    void aRejectionBringsItBackWithItsReason() {
        TicketNumber number = anOfferToParma();

        desk.says(
                PARMA,
                number,
                new HandoverReject(offerOf(number), "Non è nostra", BRESCIA),
                Status.TRIAGE,
                VENEZIA,
                1,
                null);

        assertThat(desk.tickets.timeline(number).cameBack())
                .hasValueSatisfying(
                        e -> assertThat(((HandoverReject) e.content()).reason()).isEqualTo("Non è nostra"));
        assertThat(acts(number)).contains(Act.OFFER);
    }

    @Test
    void whatComesTwiceOrLateChangesNoState() {
        TicketNumber number = anOfferToParma();
        Message accept =
                desk.says(PARMA, number, new HandoverAccept(offerOf(number)), Status.ACKNOWLEDGED, PARMA, 2, null);

        desk.applied().recorded(accept, TestDesk.record(accept, 3, Status.ACKNOWLEDGED, PARMA, 2, null, null));
        Message late =
                Message.of(desk.clock, PARMA, List.of(), number, 1, new NoteAdd("prima", Audience.PARTIES, null));
        desk.applied().recorded(late, TestDesk.record(late, 2, Status.TRIAGE, VENEZIA, 1, PARMA, NOW.plusSeconds(60)));

        Ticket ticket = desk.tickets.find(number).orElseThrow();
        assertThat(ticket.owner()).isEqualTo(PARMA);
        assertThat(ticket.status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(desk.tickets.timeline(number).events())
                .as("opening, offer, acceptance, the late note, and who has asked, told to Parma once")
                .hasSize(5);
    }

    @Test
    void anOfferFromAnotherMayBeAcceptedOrDeclined() {
        TicketNumber foreign = TicketNumber.mint("G337", 1);
        desk.says(
                PARMA,
                foreign,
                new TicketOpen("Lampione", null, "strade", null, "phone", null, null),
                Status.TRIAGE,
                PARMA,
                1,
                null);
        Message offer = desk.says(
                PARMA,
                foreign,
                new HandoverOffer("È da voi", NOW.plus(Duration.ofHours(1)), null),
                Status.TRIAGE,
                PARMA,
                1,
                VENEZIA);

        Reply<UUID> accepted = new AcceptOffer(desk.voice).accept(foreign, "giulia");

        assertThat(accepted).isInstanceOf(Reply.Yes.class);
        assertThat(((HandoverAccept) desk.said().getLast().content()).offer()).isEqualTo(offer.id());
        assertThat(desk.tickets.find(foreign).orElseThrow().owner()).isEqualTo(PARMA);
        assertThat(acts(foreign)).doesNotContain(Act.ANSWER);
    }

    @Test
    void whoAnswersTooLateIsToldThatTheOfferHadEnded() {
        TicketNumber expired = anOfferFromParma(1);
        Message late = Message.of(desk.clock, PARMA, List.of(), expired, 1, new NoteAdd("Allora?", null, null));
        desk.applied().recorded(late, TestDesk.record(late, 99, Status.TRIAGE, PARMA, 1, VENEZIA, NOW));
        TicketNumber withdrawn = anOfferFromParma(2);
        desk.says(PARMA, withdrawn, new HandoverWithdraw(UUID.randomUUID(), null), Status.TRIAGE, PARMA, 1, null);

        assertThat(acts(withdrawn)).as("who is no party any more").isEmpty();
        assertThat(new AcceptOffer(desk.voice).accept(expired, "giulia")).isEqualTo(Reply.no(Why.OFFER_ENDED));
        assertThat(new RejectOffer(desk.voice).reject(withdrawn, "giulia", "No", null))
                .isEqualTo(Reply.no(Why.OFFER_ENDED));
    }

    @Test
    void whoAcceptsASecondTimeIsNotToldThatTheOfferHadEnded() {
        TicketNumber number = anOfferFromParma(1);
        AcceptOffer accept = new AcceptOffer(desk.voice);
        accept.accept(number, "giulia");

        assertThat(accept.accept(number, "marco")).isEqualTo(Reply.no(Why.NOT_POSSIBLE_NOW));
        desk.hubRecordsAll(number, Status.ACKNOWLEDGED, VENEZIA, 2, null, null);
        assertThat(accept.accept(number, "marco")).isEqualTo(Reply.no(Why.NOT_POSSIBLE_NOW));
    }

    private TicketNumber anOfferFromParma(int serial) {
        TicketNumber foreign = TicketNumber.mint("G337", serial);
        TicketOpen open = new TicketOpen("Lampione", null, "strade", null, "phone", null, null);
        desk.says(PARMA, foreign, open, Status.TRIAGE, PARMA, 1, null);
        desk.says(PARMA, foreign, anOffer(), Status.TRIAGE, PARMA, 1, VENEZIA);
        return foreign;
    }

    @Test
    void twoMembersMayUseTheSameMessageIdAndBothAreHeard() {
        TicketNumber number = anOfferToParma();
        UUID offer = offerOf(number);
        Message note = TestDesk.message(offer, PARMA, number, 1, new NoteAdd("Guardiamo", Audience.PARTIES, null));

        assertThat(desk.applied().has(note)).isFalse();
        desk.applied().recorded(note, TestDesk.record(note, 40, Status.TRIAGE, VENEZIA, 1, PARMA, NOW));
        desk.applied().recorded(note, TestDesk.record(note, 40, Status.TRIAGE, VENEZIA, 1, PARMA, NOW));

        assertThat(desk.applied().has(note)).isTrue();
        assertThat(desk.timeline(number).events())
                .filteredOn(e -> e.message().equals(offer))
                .extracting(
                        TicketEvent::by, TicketEvent::standing, e -> e.content().getClass())
                .containsExactly(
                        tuple(VENEZIA, Standing.RECORDED, HandoverOffer.class),
                        tuple(PARMA, Standing.RECORDED, NoteAdd.class));
        assertThat(offerOf(number)).isEqualTo(offer);
    }

    @Test
    void anothersMessageWithTheIdOfOneOnItsWayNeitherSettlesNorRefusesIt() {
        TicketNumber number = desk.aRecordedTicket();
        UUID ours = ((Reply.Yes<UUID>) offer(number, PARMA)).value();
        Message note = TestDesk.message(ours, PARMA, number, 1, new NoteAdd("Guardiamo", Audience.PARTIES, null));

        desk.applied().recorded(note, TestDesk.record(note, 40, Status.TRIAGE, VENEZIA, 1, null, null));

        assertThat(desk.timeline(number).events())
                .filteredOn(e -> e.by().equals(VENEZIA))
                .last()
                .satisfies(e -> assertThat(e.standing()).isEqualTo(Standing.ON_ITS_WAY));
        desk.applied().refused(TestDesk.message(ours, VENEZIA, number, 1, anOffer()), RefusalCode.HOP_LIMIT);
        assertThat(desk.applied().has(note)).isTrue();
        assertThat(desk.tickets.refusedUnseen()).hasSize(1);
    }

    @Test
    void aRefusalIsShownAndTheMarkGoes() {
        TicketNumber number = desk.aRecordedTicket();
        UUID message = ((Reply.Yes<UUID>) offer(number, PARMA)).value();

        desk.applied().refused(TestDesk.message(message, VENEZIA, number, 1, anOffer()), RefusalCode.HOP_LIMIT);

        TicketEvent event = desk.tickets.timeline(number).events().getLast();
        assertThat(event.standing()).isEqualTo(Standing.REFUSED);
        assertThat(event.refusal()).isEqualTo(RefusalCode.HOP_LIMIT);
        assertThat(desk.tickets.refusedUnseen()).hasSize(1);
        assertThat(acts(number)).contains(Act.OFFER);
        new MarkRefusalSeen(desk.casebook, desk.tenant, desk.clock, desk.publisher).seen(message);
        assertThat(desk.tickets.refusedUnseen()).isEmpty();
    }

    @Test
    void aTicketTheHubWillNotHaveGivesItsContactBack() {
        TicketNumber number = desk.aTicket();
        TicketEvent opening = desk.tickets.timeline(number).events().getFirst();

        desk.applied()
                .refused(
                        TestDesk.message(opening.message(), VENEZIA, number, 1, opening.content()),
                        RefusalCode.TICKET_EXISTS);

        assertThat(desk.contacts.taken(Place.START).rows())
                .singleElement()
                .satisfies(c -> assertThat(c.ticket()).isNull());
        assertThat(desk.tickets.heldBy(VENEZIA, Place.START).rows()).isEmpty();
        assertThat(acts(number)).isEmpty();
    }

    @Test
    void aRefusalThatComesAfterTheRecordChangesNothing() {
        TicketNumber number = desk.aRecordedTicket();
        TicketEvent opening = desk.tickets.timeline(number).events().getFirst();

        desk.applied()
                .refused(
                        TestDesk.message(opening.message(), VENEZIA, number, 1, opening.content()),
                        RefusalCode.TICKET_EXISTS);

        assertThat(desk.tickets.timeline(number).events().getFirst().standing()).isEqualTo(Standing.RECORDED);
    }

    @Test
    void aResolvedTicketOfOursIsConfirmedOrReopened() {
        TicketNumber number = anOfferToParma();
        desk.says(PARMA, number, new HandoverAccept(offerOf(number)), Status.ACKNOWLEDGED, PARMA, 2, null);

        desk.says(PARMA, number, new TicketResolve(Outcome.SOLVED, "Fatto"), Status.RESOLVED, PARMA, 2, null);

        assertThat(acts(number)).containsExactlyInAnyOrder(Act.NOTE, Act.CONFIRM, Act.REOPEN, Act.RATE);
    }

    @Test
    void whoHasPassedItOnIsNotOfferedItAgain() {
        TicketNumber foreign = TicketNumber.mint("B157", 1);
        desk.says(
                BRESCIA,
                foreign,
                new TicketOpen("Tassa", null, "tributi", null, "phone", null, null),
                Status.TRIAGE,
                BRESCIA,
                1,
                null);
        desk.says(PARMA, foreign, new HandoverAccept(UUID.randomUUID()), Status.ACKNOWLEDGED, PARMA, 2, null);
        desk.says(VENEZIA, foreign, new HandoverAccept(UUID.randomUUID()), Status.ACKNOWLEDGED, VENEZIA, 3, null);

        Ticket ticket = desk.tickets.find(foreign).orElseThrow();
        assertThat(desk.destinations.accepting(ticket, desk.tickets.timeline(foreign)))
                .isEmpty();
    }

    private TicketNumber anOfferToParma() {
        TicketNumber number = desk.aRecordedTicket();
        offer(number, PARMA);
        desk.hubRecordsAll(number, Status.TRIAGE, VENEZIA, 1, PARMA, NOW.plus(Duration.ofHours(1)));
        return number;
    }

    private UUID offerOf(TicketNumber number) {
        return desk.tickets.timeline(number).offer().orElseThrow().message();
    }

    private Reply<UUID> offer(TicketNumber number, io.snodo.messages.MemberCode to) {
        return new OfferHandover(desk.destinations, desk.voice, desk.clock)
                .offer(number, "giulia", to, "Competenza vostra", Duration.ofHours(1));
    }

    private static HandoverOffer anOffer() {
        return new HandoverOffer("Competenza vostra", NOW.plus(Duration.ofHours(1)), null);
    }

    private java.util.Set<Act> acts(TicketNumber number) {
        return desk.tickets.timeline(number).openActs(desk.tickets.find(number).orElseThrow(), VENEZIA, NOW);
    }
}
