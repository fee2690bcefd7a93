package io.snodo.hub.exchange;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AttachmentOffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Attachments that were offered, as the open tenant may read them; row security answers, nothing is filtered here. */
@Component
public class Offers {
    private static final int MOST = 500;
    private static final String OFFERS =
            "select sender, id, jws, recorded_at from message where ticket = ? and type = ? ";

    private final JdbcClient database;

    Offers(JdbcClient database) {
        this.database = database;
    }

    /** That {@code from} has a file for a ticket; named by its message. */
    public record Offer(UUID id, MemberCode from, TicketNumber ticket, AttachmentOffer file, Instant offeredAt) {}

    /** An id is its sender's own; of two senders' the earlier counts, whoever wished to be taken for the other. */
    public Optional<Offer> find(TicketNumber ticket, UUID id) {
        return database.sql(OFFERS + "and id = ? order by sequence limit 1")
                .params(ticket.value(), MessageType.ATTACHMENT_OFFER.wire(), id)
                .query((row, _) -> offer(row, ticket))
                .optional();
    }

    /** In the order they were made, the newest of them if there are very many. */
    public List<Offer> of(TicketNumber ticket) {
        return database.sql(OFFERS + "order by sequence desc limit ?")
                .params(ticket.value(), MessageType.ATTACHMENT_OFFER.wire(), MOST)
                .query((row, _) -> offer(row, ticket))
                .list()
                .reversed();
    }

    private static Offer offer(ResultSet row, TicketNumber ticket) throws SQLException {
        String jws = row.getString("jws");
        String payload = jws.substring(jws.indexOf('.') + 1, jws.lastIndexOf('.'));
        Message message = Json.MAPPER.readValue(Base64.getUrlDecoder().decode(payload), Message.class);
        return new Offer(
                row.getObject("id", UUID.class),
                new MemberCode(row.getString("sender")),
                ticket,
                (AttachmentOffer) message.content(),
                row.getTimestamp("recorded_at").toInstant());
    }
}
