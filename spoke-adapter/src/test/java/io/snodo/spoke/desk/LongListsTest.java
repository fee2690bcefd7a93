package io.snodo.spoke.desk;

import static io.snodo.spoke.desk.TestDesk.BRESCIA;
import static io.snodo.spoke.desk.TestDesk.NOW;
import static io.snodo.spoke.desk.TestDesk.PARMA;
import static io.snodo.spoke.desk.TestDesk.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverExpire;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketOpen;
import io.snodo.spoke.store.Page;
import io.snodo.spoke.store.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongListsTest {
    private static final int MANY = 2 * Page.SIZE + 3;

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
    void aLongQueueIsReadInTheOrderInWhichPeopleCame() {
        List<ContactId> came = new ArrayList<>();
        many(_ -> came.add(desk.aContact()));

        List<Contact> met = readAll(desk.contacts::waiting);

        assertThat(met).extracting(Contact::id).isEqualTo(came);
    }

    @Test
    void endedContactsAreReadFromTheLatestOnAlsoWhereTheyEndedInTheSameMoment() {
        List<ContactId> ended = new ArrayList<>();
        many(i -> {
            ContactId contact = desk.aContact();
            desk.contacts.close(contact, "giulia", "Entro il 16", null, NOW.plusSeconds(i / 10));
            ended.add(contact);
        });

        List<Contact> met = readAll(desk.contacts::ended);

        assertThat(met).extracting(Contact::id).isEqualTo(ended.reversed());
    }

    @Test
    void whatThisOperatorHasInHandIsFoundAmongMuchOfOthers() {
        many(i -> desk.contacts.take(desk.aContact(), i == MANY ? "giulia" : "marco", NOW));

        assertThat(desk.contacts.takenBy("giulia"))
                .singleElement()
                .satisfies(c -> assertThat(c.id().value()).isEqualTo(MANY));
    }

    @Test
    void heldTicketsAreReadFromTheFirstDueAndThoseWithoutADateComeLast() {
        many(i -> foreign(i, VENEZIA, i % 4 == 0 ? null : i % 7));

        List<Ticket> met = readAll(place -> desk.tickets.heldBy(VENEZIA, place));

        assertThat(met).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(met.stream().map(Ticket::due).filter(d -> d != null).toList())
                .isSorted();
        assertThat(met.subList(MANY - MANY / 4, MANY))
                .allSatisfy(t -> assertThat(t.due()).isNull());
        assertThat(desk.tickets.countHeldBy(VENEZIA)).isEqualTo(MANY);
    }

    @Test
    void everyOtherListOfTicketsIsReadToItsEnd() {
        many(i -> {
            foreign(i, BRESCIA, 3);
            TicketNumber offered = foreign(100 + i, PARMA, 3);
            says(offered, new HandoverOffer("È da voi", NOW.plus(Duration.ofHours(1)), null), VENEZIA);
            TicketNumber own = TicketNumber.mint("L736", 1000 + i);
            desk.says(VENEZIA, own, opening(3), Status.TRIAGE, PARMA, 2, null);
        });

        assertThat(readAll(place -> desk.tickets.others(VENEZIA, place)))
                .hasSize(MANY)
                .doesNotHaveDuplicates();
        assertThat(readAll(place -> desk.tickets.offeredTo(VENEZIA, place)))
                .hasSize(MANY)
                .doesNotHaveDuplicates();
        assertThat(readAll(place -> desk.tickets.openedBy(VENEZIA, place)))
                .hasSize(MANY)
                .doesNotHaveDuplicates();
        assertThat(desk.tickets.countOpenedBy(VENEZIA)).isEqualTo(MANY);
    }

    @Test
    void whatCameBackIsWhatItsTimelineSays() {
        foreign(1, VENEZIA, 3);
        TicketNumber rejected = cameBack(2, new HandoverReject(UUID.randomUUID(), "Non è nostra", null));
        TicketNumber expired = cameBack(3, new HandoverExpire(UUID.randomUUID()));
        TicketNumber worked = cameBack(4, new HandoverExpire(UUID.randomUUID()));
        desk.says(VENEZIA, worked, new StatusSet(Status.IN_PROGRESS, null), Status.IN_PROGRESS, VENEZIA, 2, null);
        TicketNumber noted = cameBack(5, new HandoverExpire(UUID.randomUUID()));
        desk.says(PARMA, noted, new NoteAdd("Sentiamoci", null, null), Status.TRIAGE, VENEZIA, 2, null);
        TicketNumber offeredAgain = cameBack(6, new HandoverExpire(UUID.randomUUID()));
        desk.says(VENEZIA, offeredAgain, new HandoverOffer("Vostra", NOW, null), Status.TRIAGE, VENEZIA, 2, PARMA);

        List<TicketNumber> cameBack = desk.tickets.cameBackTo(VENEZIA, Place.START).rows().stream()
                .map(Ticket::number)
                .toList();

        assertThat(cameBack).containsExactlyInAnyOrder(rejected, expired, noted);
        assertThat(readAll(place -> desk.tickets.heldBy(VENEZIA, place)))
                .filteredOn(t -> desk.timeline(t.number()).cameBack().isPresent())
                .extracting(Ticket::number)
                .containsExactlyInAnyOrderElementsOf(cameBack);
    }

    /** In one transaction, which the disk is asked about once. */
    private void many(IntConsumer what) {
        desk.store
                .transaction()
                .executeWithoutResult(_ -> IntStream.rangeClosed(1, MANY).forEach(what));
    }

    private TicketNumber cameBack(int serial, TicketBody how) {
        TicketNumber number = foreign(serial, VENEZIA, 3);
        desk.says(PARMA, number, how, Status.TRIAGE, VENEZIA, 2, null);
        return number;
    }

    private TicketNumber foreign(int serial, MemberCode owner, @Nullable Integer days) {
        TicketNumber number = TicketNumber.mint("G337", serial);
        desk.says(PARMA, number, opening(days), Status.TRIAGE, owner, 2, null);
        return number;
    }

    private void says(TicketNumber number, TicketBody body, MemberCode offeredTo) {
        desk.says(PARMA, number, body, Status.TRIAGE, PARMA, 2, offeredTo);
    }

    private static TicketOpen opening(@Nullable Integer days) {
        return new TicketOpen(
                "Lampione", null, "strade", null, "phone", days == null ? null : NOW.plus(Duration.ofDays(days)), null);
    }

    /** From the start to the end, and every step back leads to the page one came from. */
    private static <T> List<T> readAll(Function<Place, Page<T>> list) {
        List<T> met = new ArrayList<>();
        Page<T> page = list.apply(Place.START);
        met.addAll(page.rows());
        while (page.next() != null) {
            Page<T> next = list.apply(page.next());
            assertThat(list.apply(next.previous())).isEqualTo(page);
            met.addAll(next.rows());
            page = next;
        }
        return met;
    }
}
