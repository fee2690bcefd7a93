package io.snodo.spoke.desk;

import io.snodo.messages.HiddenField;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageType;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.TicketEvent.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of tickets and their events, read in the desk's own types. */
final class TicketRows {
    private TicketRows() {}

    static Ticket ticket(ResultSet columns, int index) throws SQLException {
        Row row = new Row(columns);
        long contactId = row.number("contact");
        String tracking = row.textOrNull("tracking_code");
        return new Ticket(
                new TicketNumber(row.text("number")),
                contactId == 0 ? null : new ContactId(contactId),
                row.textOrNull("subject"),
                row.textOrNull("description"),
                row.textOrNull("place"),
                row.textOrNull("category"),
                row.textOrNull("territory"),
                row.textOrNull("channel"),
                row.instantOrNull("due"),
                tracking == null ? null : new TrackingCode(tracking),
                row.memberOrNull("originator"),
                new MemberCode(row.text("owner")),
                (int) row.number("epoch"),
                Status.ofWire(row.text("status")),
                row.memberOrNull("offered_to"),
                row.instantOrNull("deadline"),
                row.number("sequence"),
                row.instant("changed_at"));
    }

    static TicketEvent event(ResultSet columns, int index) throws SQLException {
        Row row = new Row(columns);
        MessageType type = MessageType.ofWire(row.text("type")).orElseThrow();
        @Nullable String refusal = row.textOrNull("refusal");
        @Nullable String hidden = row.textOrNull("hidden");
        return new TicketEvent(
                UUID.fromString(row.text("message")),
                new TicketNumber(row.text("ticket")),
                row.number("sequence"),
                Standing.ofStored(row.text("standing")),
                type,
                new MemberCode(row.text("by_member")),
                row.memberOrNull("to_member"),
                row.number("for_citizen") == 1,
                (TicketBody) Json.MAPPER.readValue(row.text("content"), type.body()),
                hidden == null ? List.of() : List.of(Json.MAPPER.readValue(hidden, HiddenField[].class)),
                row.textOrNull("operator"),
                refusal == null ? null : RefusalCode.ofWire(refusal),
                row.instant("at"));
    }
}
