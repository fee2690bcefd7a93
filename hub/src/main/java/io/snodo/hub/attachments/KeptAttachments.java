package io.snodo.hub.attachments;

import io.snodo.hub.exchange.Offers.Offer;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of {@code V14__attachments.sql} and V17, as the open tenant; what is asked across tenants is a function there. */
@Component
class KeptAttachments {
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeptAttachments(JdbcClient database, PlatformTransactionManager transactions, Clock clock) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** An offer and whose it is; its id alone is its sender's word. */
    record Key(MemberCode sender, UUID offer) {
        static Key of(Offer offer) {
            return new Key(offer.from(), offer.id());
        }
    }

    /** What is to be looked at. */
    record Held(Key key, String digest, String mediaType, int attempts, Instant heldAt) {}

    /** How many are held, and how many of them could not be looked at so far. */
    record Waiting(long held, long away) {}

    Optional<Standing> find(Key key) {
        return database.sql("select state, reason from attachment where sender = ? and offer = ?")
                .params(key.sender().value(), key.offer())
                .query((row, _) -> standing(row))
                .optional();
    }

    Map<Key, Standing> of(TicketNumber ticket) {
        Map<Key, Standing> standings = new HashMap<>();
        database.sql("""
                        select a.sender, a.offer, a.state, a.reason
                        from message m join attachment a on a.sender = m.sender and a.offer = m.id
                        where m.ticket = ? and m.type = 'attachment.offer'""")
                .param(ticket.value())
                .query((row, _) -> standings.put(key(row), standing(row)))
                .list();
        return standings;
    }

    void forget(Key key) {
        database.sql("delete from attachment where sender = ? and offer = ? and state = 'awaited'")
                .params(key.sender().value(), key.offer())
                .update();
    }

    /** While nobody else adds or removes a content with this digest, on any node. */
    <T> T alone(String digest, Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            lock("content:" + digest);
            return work.get();
        }));
    }

    void hold(Key key) {
        database.sql("""
                        update attachment set state = 'held', held_at = ?, due = ?, takes = size
                        where sender = ? and offer = ? and state = 'awaited'""")
                .params(now(), now(), key.sender().value(), key.offer())
                .update();
    }

    void free(Key key) {
        database.sql("""
                        update attachment set state = 'free', due = null, decided_at = ?
                        where sender = ? and offer = ? and state = 'held'""").params(now(), key.sender().value(), key.offer()).update();
    }

    void reject(Key key, Reason reason) {
        database.sql("""
                        update attachment set state = 'rejected', reason = ?, due = null, decided_at = ?, takes = 0
                        where sender = ? and offer = ? and state = 'held'""")
                .params(reason.wire(), now(), key.sender().value(), key.offer())
                .update();
    }

    void postpone(Key key, Duration pause) {
        database.sql("""
                        update attachment set attempts = attempts + 1, due = ?
                        where sender = ? and offer = ? and state = 'held'""")
                .params(
                        Timestamp.from(clock.instant().plus(pause)),
                        key.sender().value(),
                        key.offer())
                .update();
    }

    boolean isNeeded(String digest) {
        return database.sql("select attachment_content_needed(?)")
                .param(digest)
                .query(Boolean.class)
                .single();
    }

    List<Held> held(int most) {
        return database.sql("select * from attachments_held(?, ?)")
                .params(now(), most)
                .query((row, _) -> new Held(
                        key(row),
                        row.getString("digest"),
                        row.getString("media_type"),
                        row.getInt("attempts"),
                        row.getTimestamp("held_at").toInstant()))
                .list();
    }

    List<Key> stalled(Instant before, int most) {
        return database.sql("select * from attachments_stalled(?, ?)")
                .params(Timestamp.from(before), most)
                .query((row, _) -> key(row))
                .list();
    }

    /** Contents whose offers the open tenant may read, each once. */
    List<String> readable() {
        return database.sql("select distinct digest from attachment where state = 'free' order by digest")
                .query((row, _) -> row.getString("digest"))
                .list();
    }

    Waiting waiting() {
        return database.sql("select * from attachments_waiting()")
                .query((row, _) -> new Waiting(row.getLong("held"), row.getLong("away")))
                .single();
    }

    /** Goes with the transaction. */
    private void lock(String what) {
        database.sql("select pg_advisory_xact_lock(hashtextextended(?, 14))")
                .param(what)
                .query((_, _) -> what)
                .single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(new MemberCode(row.getString("sender")), row.getObject("offer", UUID.class));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return new Standing(State.ofWire(row.getString("state")), reason == null ? null : Reason.ofWire(reason));
    }
}
