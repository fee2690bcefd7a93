package io.snodo.spoke.desk;

import io.snodo.messages.HiddenField;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.TicketEvent.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where the desk writes down what becomes of tickets: what this member says, on its way, and what the hub has recorded or
 * refused. The same again changes nothing.
 */
@Repository
class Casebook {
    private final JdbcClient jdbc;

    Casebook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A ticket this member is about to open: it is the owner, in epoch 1, until the hub says otherwise. */
    void add(
            TicketNumber number, ContactId contact, TicketOpen open, TrackingCode tracking, MemberCode me, Instant at) {
        see(number, me, at);
        describe(number, open, me);
        jdbc.sql("update ticket set contact = ?, tracking_code = ? where number = ?")
                .params(contact.value(), tracking.value(), number.value())
                .update();
    }

    /** Writes this member's own word into the timeline, on its way; {@code operator} is empty where the desk says it by itself. */
    void said(
            UUID message,
            TicketNumber ticket,
            MemberCode me,
            @Nullable MemberCode to,
            TicketBody content,
            List<HiddenField> hidden,
            String operator,
            Instant at) {
        event(message, ticket, 0, Standing.ON_ITS_WAY, me, to, false, content, hidden, at);
        jdbc.sql("update ticket_event set operator = ? where by_member = ? and message = ?")
                .param(operator.isEmpty() ? null : operator)
                .param(me.value())
                .param(message.toString())
                .update();
        jdbc.sql("update ticket set changed_at = ? where number = ?")
                .params(at.toEpochMilli(), ticket.value())
                .update();
    }

    /** Writes what the hub recorded; the same again, or something older than what is known, changes no state. */
    void recorded(Message message, TicketBody content, Record record) {
        TicketNumber number = message.requireTicket();
        see(number, Objects.requireNonNullElse(record.owner(), message.from()), record.recordedAt());
        if (content instanceof TicketOpen open) {
            if (hasRecorded(message.from(), message.id())) {
                shownMore(number, open);
            } else {
                describe(number, open, message.from());
            }
        }
        event(
                message.id(),
                number,
                record.sequence(),
                Standing.RECORDED,
                message.from(),
                addressee(message, content, record),
                "citizen".equals(message.onBehalfOf()),
                content,
                message.hidden(),
                record.recordedAt());
        if (content instanceof TicketUpdate update) {
            TicketFacts.correct(jdbc, number, update, record.sequence());
        }
        if (record.owner() == null || record.status() == null) {
            return;
        }
        jdbc.sql("""
                        update ticket set owner = :owner, epoch = :epoch, status = :status, offered_to = :offeredTo,
                               deadline = :deadline, due = coalesce(:due, due), sequence = :sequence, changed_at = :at
                        where number = :number and sequence < :sequence""")
                .param("owner", record.owner().value())
                .param("epoch", record.epoch())
                .param("status", record.status().wire())
                .param(
                        "offeredTo",
                        record.offeredTo() == null ? null : record.offeredTo().value())
                .param(
                        "deadline",
                        record.deadline() == null ? null : record.deadline().toEpochMilli())
                .param("due", record.due() == null ? null : record.due().toEpochMilli())
                .param("sequence", record.sequence())
                .param("at", record.recordedAt().toEpochMilli())
                .param("number", number.value())
                .update();
    }

    private static @Nullable MemberCode addressee(Message message, TicketBody content, Record record) {
        return content instanceof HandoverOffer
                ? record.offeredTo()
                : message.to().size() == 1 ? message.to().getFirst() : null;
    }

    /** Takes the mark "on its way" from this member's own word, because the hub will not have it; false if it had none. */
    boolean refused(MemberCode me, UUID message, RefusalCode code) {
        return jdbc.sql("""
                        update ticket_event set standing = 'refused', refusal = ?
                        where by_member = ? and message = ? and standing = 'on_its_way'""").params(code.wire(), me.value(), message.toString()).update() == 1;
    }

    boolean hasRecorded(MemberCode by, UUID message) {
        return jdbc.sql(
                                "select count(*) from ticket_event where by_member = ? and message = ? and standing = 'recorded'")
                        .params(by.value(), message.toString())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** An operator has read why it was refused. */
    void seen(MemberCode me, UUID message, Instant at) {
        jdbc.sql("update ticket_event set seen_at = ? where by_member = ? and message = ? and seen_at is null")
                .params(at.toEpochMilli(), me.value(), message.toString())
                .update();
    }

    private void see(TicketNumber number, MemberCode owner, Instant at) {
        jdbc.sql("""
                        insert into ticket (number, owner, epoch, status, sequence, changed_at)
                        values (?, ?, 1, 'triage', 0, ?) on conflict (number) do nothing""").params(number.value(), owner.value(), at.toEpochMilli()).update();
    }

    /** The opening once more, with more to see: what has been corrected since stays as it is. */
    private void shownMore(TicketNumber number, TicketOpen open) {
        jdbc.sql(
                        "update ticket set description = coalesce(?, description), place = coalesce(?, place) where number = ?")
                .param(open.description())
                .param(open.place())
                .param(number.value())
                .update();
    }

    private void describe(TicketNumber number, TicketOpen open, MemberCode originator) {
        jdbc.sql("""
                        update ticket set subject = ?, description = ?, place = ?, category = ?, territory = ?, channel = ?, due = ?,
                               originator = ? where number = ?""")
                .param(open.subject())
                .param(open.description())
                .param(open.place())
                .param(open.category())
                .param(open.territory())
                .param(open.channel())
                .param(open.due() == null ? null : open.due().toEpochMilli())
                .param(originator.value())
                .param(number.value())
                .update();
    }

    private void event(
            UUID message,
            TicketNumber ticket,
            long sequence,
            Standing standing,
            MemberCode by,
            @Nullable MemberCode to,
            boolean forCitizen,
            TicketBody content,
            List<HiddenField> hidden,
            Instant at) {
        jdbc.sql("""
                        insert into ticket_event (message, ticket, sequence, standing, type, by_member, to_member, for_citizen, content, hidden, at)
                        values (:message, :ticket, :sequence, :standing, :type, :by, :to, :forCitizen, :content, :hidden, :at)
                        on conflict (by_member, message) do update set sequence = excluded.sequence, standing = excluded.standing,
                               content = excluded.content, hidden = excluded.hidden, at = excluded.at, refusal = null""")
                .param("message", message.toString())
                .param("ticket", ticket.value())
                .param("sequence", sequence)
                .param("standing", standing.stored())
                .param("type", MessageType.of(content).wire())
                .param("by", by.value())
                .param("to", to == null ? null : to.value())
                .param("forCitizen", forCitizen ? 1 : 0)
                .param("content", Json.MAPPER.writeValueAsString(content))
                .param("hidden", hidden.isEmpty() ? null : Json.MAPPER.writeValueAsString(hidden))
                .param("at", at.toEpochMilli())
                .update();
    }
}
