package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.spoke.store.Order;
import io.snodo.spoke.store.Page;
import io.snodo.spoke.store.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The desk's contacts. Each change names the state it starts from, so that two operators cannot both make it. */
@Repository
public class Contacts {
    private static final Order FIRST_COME = Order.rising("id");
    private static final Order LATEST = Order.falling("ended_at", "id");

    private final JdbcClient jdbc;

    Contacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Contact> find(ContactId id) {
        return jdbc.sql("select * from contact where id = ?")
                .param(id.value())
                .query(Contacts::contact)
                .optional();
    }

    /** Those nobody has taken, the longest waiting first. */
    public Page<Contact> waiting(Place place) {
        return FIRST_COME.page(jdbc, "contact where state = 'waiting'", List.of(), Contacts::contact, place);
    }

    /** Those an operator has taken and not finished. */
    public Page<Contact> taken(Place place) {
        return FIRST_COME.page(jdbc, "contact where state = 'taken'", List.of(), Contacts::contact, place);
    }

    /** Of those the ones {@code operator} has; at most a page. */
    public List<Contact> takenBy(String operator) {
        return FIRST_COME
                .page(
                        jdbc,
                        "contact where state = 'taken' and operator = ?",
                        List.of(operator),
                        Contacts::contact,
                        Place.START)
                .rows();
    }

    /** Those that are done with, the latest first. */
    public Page<Contact> ended(Place place) {
        return LATEST.page(jdbc, "contact where state in ('closed', 'ticket')", List.of(), Contacts::contact, place);
    }

    public int countWaiting() {
        return jdbc.sql("select count(*) from contact where state = 'waiting'")
                .query(Integer.class)
                .single();
    }

    public int countTaken() {
        return jdbc.sql("select count(*) from contact where state = 'taken'")
                .query(Integer.class)
                .single();
    }

    ContactId add(Contact.Request request, Contact.Citizen citizen, Instant at) {
        long id = jdbc.sql("""
                        insert into contact (state, channel, category, territory, subject, description,
                                             citizen_name, citizen_phone, registered_at)
                        values ('waiting', :channel, :category, :territory, :subject, :description,
                                :name, :phone, :at) returning id""")
                .param("channel", request.channel())
                .param("category", request.category())
                .param("territory", request.territory())
                .param("subject", request.subject())
                .param("description", request.description())
                .param("name", citizen.name())
                .param("phone", citizen.phone())
                .param("at", at.toEpochMilli())
                .query(Long.class)
                .single();
        return new ContactId(id);
    }

    boolean take(ContactId id, String operator, Instant at) {
        return jdbc.sql(
                                "update contact set state = 'taken', operator = ?, taken_at = ? where id = ? and state = 'waiting'")
                        .params(operator, at.toEpochMilli(), id.value())
                        .update()
                == 1;
    }

    boolean close(ContactId id, String operator, String answer, @Nullable FaqId faq, Instant at) {
        return jdbc.sql("""
                        update contact set state = 'closed', operator = ?, answer = ?, faq = ?, ended_at = ?
                        where id = ? and state in ('waiting', 'taken')""")
                        .param(operator)
                        .param(answer)
                        .param(faq == null ? null : faq.toString())
                        .param(at.toEpochMilli())
                        .param(id.value())
                        .update()
                == 1;
    }

    void becameTicket(ContactId id, String operator, TicketNumber ticket, Instant at) {
        jdbc.sql("""
                        update contact set state = 'ticket', operator = ?, ticket = ?, ended_at = ?
                        where id = ? and state in ('waiting', 'taken')""")
                .params(operator, ticket.value(), at.toEpochMilli(), id.value())
                .update();
    }

    /** The hub would not have the ticket: its contact is back in the operator's hands. */
    void ticketFailed(TicketNumber ticket) {
        jdbc.sql(
                        "update contact set state = 'taken', ticket = null, ended_at = null where ticket = ? and state = 'ticket'")
                .param(ticket.value())
                .update();
    }

    private static Contact contact(ResultSet columns, int number) throws SQLException {
        Row row = new Row(columns);
        String ticket = row.textOrNull("ticket");
        String faq = row.textOrNull("faq");
        return new Contact(
                new ContactId(row.number("id")),
                Contact.State.ofStored(row.text("state")),
                new Contact.Request(
                        row.text("channel"),
                        row.text("category"),
                        row.text("territory"),
                        row.text("subject"),
                        row.text("description")),
                new Contact.Citizen(row.text("citizen_name"), row.text("citizen_phone")),
                row.textOrNull("operator"),
                row.textOrNull("answer"),
                faq == null ? null : FaqId.read(faq),
                ticket == null ? null : new TicketNumber(ticket),
                row.instant("registered_at"),
                row.instantOrNull("taken_at"),
                row.instantOrNull("ended_at"));
    }
}
