package io.snodo.spoke.desk;

import static io.snodo.spoke.desk.TestDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.spoke.desk.Contact.State;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.store.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactsTest {
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
    void theLongestWaitingComesFirst() {
        ContactId first = desk.aContact();
        ContactId second = desk.aContact();

        assertThat(desk.contacts.waiting(Place.START).rows())
                .extracting(Contact::id)
                .containsExactly(first, second);
        assertThat(new DeskWorkload(desk.contacts, desk.tenant).waiting()).isEqualTo(2);
    }

    @Test
    void onlyOneOperatorTakesAContact() {
        ContactId contact = desk.aContact();
        TakeContact take = new TakeContact(desk.contacts, desk.clock, desk.publisher);

        Reply<ContactId> first = take.take(contact, "giulia");
        Reply<ContactId> second = take.take(contact, "marco");

        assertThat(first).isEqualTo(Reply.yes(contact));
        assertThat(second).isEqualTo(Reply.no(Why.CONTACT_NOT_FREE));
        assertThat(desk.contacts.find(contact).orElseThrow().operator()).isEqualTo("giulia");
        assertThat(new DeskWorkload(desk.contacts, desk.tenant).operatorsFree()).isEqualTo(3);
    }

    @Test
    void anAnswerAtTheFirstLevelEndsIt() {
        ContactId contact = desk.aContact();
        FaqId faq = new FaqId(TestDesk.PARMA, UUID.randomUUID());

        new CloseContact(desk.contacts, desk.clock, desk.publisher).close(contact, "giulia", "Entro il 16", faq);

        Contact closed = desk.contacts.find(contact).orElseThrow();
        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(closed.answer()).isEqualTo("Entro il 16");
        assertThat(closed.faq()).isEqualTo(faq);
        assertThat(closed.endedAt()).isEqualTo(NOW);
        assertThat(desk.contacts.waiting(Place.START).rows()).isEmpty();
    }

    @Test
    void theCitizenIsNeverPrinted() {
        assertThat(new Contact.Citizen("Anna Neri", "041 000000").toString()).doesNotContain("Anna", "041");
    }
}
