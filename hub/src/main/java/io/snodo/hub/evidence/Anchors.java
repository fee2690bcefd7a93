package io.snodo.hub.evidence;

import io.snodo.messages.receipt.HashTree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The anchors there are, and what of the chain has none yet. Only added to: the database allows nothing else. */
@Component
public class Anchors {
    private static final String SELECT =
            "select number, first_batch, last_batch, statement, token, authority, stamped_at from evidence_anchor ";

    private final JdbcClient database;

    Anchors(JdbcClient database) {
        this.database = database;
    }

    /**
     * How far somebody outside vouches for the chain.
     *
     * @param anchored the last batch that an anchor covers; 0 where there is none
     * @param at the time of that anchor
     * @param waiting batches after it
     */
    public record Reach(long anchored, @Nullable Instant at, long waiting) {}

    public Reach reach() {
        Optional<Anchor> newest = newest();
        long head = database.sql("select coalesce(max(number), 0) from evidence_batch")
                .query(Long.class)
                .single();
        long anchored = newest.map(Anchor::to).orElse(0L);
        return new Reach(anchored, newest.map(Anchor::at).orElse(null), Math.max(0, head - anchored));
    }

    /** The one that covers {@code batch}; empty where it is not yet anchored. */
    public Optional<Anchor> covering(long batch) {
        return database.sql(SELECT + "where last_batch >= ? and first_batch <= ? order by last_batch limit 1")
                .params(batch, batch)
                .query((row, _) -> anchor(row))
                .optional();
    }

    /** The statements from one to another: a file needs many only as links of the chain. */
    public List<String> statements(long from, long to) {
        return database.sql("select statement from evidence_anchor where number between ? and ? order by number")
                .params(from, to)
                .query(String.class)
                .list();
    }

    /** The signed root of a batch that there is. */
    public String root(long batch) {
        return signed(batch, 1).getFirst();
    }

    /** The tree that {@code anchor} was made over; its leaves are the batches from first to last. */
    public HashTree tree(Anchor anchor) {
        return new HashTree(signed(anchor.from(), Math.toIntExact(anchor.to() - anchor.from() + 1)));
    }

    Optional<Anchor> newest() {
        return database.sql(SELECT + "order by number desc limit 1")
                .query((row, _) -> anchor(row))
                .optional();
    }

    /** The signed roots from batch {@code first} on, at most so many. */
    List<String> signed(long first, int most) {
        return database.sql("select signed from evidence_batch where number >= ? order by number limit ?")
                .params(first, most)
                .query(String.class)
                .list();
    }

    /** False if another node of the hub was quicker: then there is one already, and it will do. */
    boolean keep(Anchor anchor) {
        return database.sql("""
                                insert into evidence_anchor
                                    (number, first_batch, last_batch, statement, token, authority, stamped_at)
                                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                anchor.number(),
                                anchor.from(),
                                anchor.to(),
                                anchor.statement(),
                                anchor.token(),
                                anchor.authority(),
                                Timestamp.from(anchor.at()))
                        .update()
                == 1;
    }

    private static Anchor anchor(ResultSet row) throws SQLException {
        return new Anchor(
                row.getLong("number"),
                row.getLong("first_batch"),
                row.getLong("last_batch"),
                row.getString("statement"),
                row.getBytes("token"),
                row.getBytes("authority"),
                row.getTimestamp("stamped_at").toInstant());
    }
}
