package io.snodo.hub.attachments;

import io.snodo.hub.exchange.Offers.Offer;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether there is room for what comes: in the member's quota, in the total for all, on the disk. Of its member's quota a
 * content takes its whole size from its first chunk; of the total what is there, and what a request may be bringing.
 */
@Component
class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Contents contents;
    private final Storage storage;
    private final AttachmentSettings settings;
    private final Clock clock;

    Room(
            JdbcClient database,
            PlatformTransactionManager transactions,
            Contents contents,
            Storage storage,
            AttachmentSettings settings,
            Clock clock) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.contents = contents;
        this.storage = storage;
        this.settings = settings;
        this.clock = clock;
    }

    /** Which of the three is too small. */
    private enum Limit {
        QUOTA,
        TOTAL,
        SPARE
    }

    /** With the chunk that comes {@code offer} takes {@code octets}; where there is room, they are its own from now on. */
    boolean isFor(Offer offer, long octets) {
        Optional<Limit> reached = isOnDisk() ? taken(offer, octets) : Optional.of(Limit.SPARE);
        reached.ifPresent(limit ->
                LOG.warn("no room for an attachment tenant={} message={} limit={}", offer.from(), offer.id(), limit));
        return reached.isEmpty();
    }

    boolean isOnDisk() {
        return contents.free() >= settings.spare().toBytes();
    }

    /** What of {@code offer} is there, once its chunk has ended. */
    void isTaken(Offer offer, long octets) {
        database.sql("update attachment set takes = ? where sender = ? and offer = ? and state = 'awaited'")
                .params(octets, offer.from().value(), offer.id())
                .update();
    }

    /** One after the other for all members, because they share the total. */
    private Optional<Limit> taken(Offer offer, long octets) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            database.sql("select pg_advisory_xact_lock(hashtextextended('attachments', 14))")
                    .query((_, _) -> offer)
                    .single();
            if (promisedByItsSender(offer) + offer.file().size()
                    > storage.quotaOf(offer.from()).toBytes()) {
                return Optional.of(Limit.QUOTA);
            }
            if (takenByOthers(offer) + octets > settings.total().toBytes()) {
                return Optional.of(Limit.TOTAL);
            }
            take(offer, octets);
            return Optional.empty();
        }));
    }

    private long promisedByItsSender(Offer offer) {
        return database.sql("""
                        select coalesce(sum(size), 0) from attachment
                        where sender = ? and offer <> ? and state <> 'rejected'""")
                .params(offer.from().value(), offer.id())
                .query(Long.class)
                .single();
    }

    private long takenByOthers(Offer offer) {
        return database.sql("""
                        select attachments_total()
                               - coalesce((select takes from attachment where sender = ? and offer = ?), 0)""")
                .params(offer.from().value(), offer.id())
                .query(Long.class)
                .single();
    }

    private void take(Offer offer, long octets) {
        database.sql("""
                        insert into attachment (sender, offer, ticket, digest, size, media_type, begun_at, takes)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (sender, offer) do update set takes = excluded.takes""")
                .params(
                        offer.from().value(),
                        offer.id(),
                        offer.ticket().value(),
                        offer.file().digest(),
                        offer.file().size(),
                        offer.file().mediaType(),
                        Timestamp.from(clock.instant()),
                        octets)
                .update();
    }
}
