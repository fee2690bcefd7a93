package io.snodo.spoke.link;

import io.snodo.messages.Json;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has come from others: once for each sender and message id, applied in the order of its lane. */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    /** One that waits to be applied. */
    record Pending(long position, String lane, long sequence, int attempts, String jws, Record record) {}

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores a letter; the same one again is told again how far it came, and applied again if more was disclosed with it.
     * Joins the caller's transaction.
     */
    void store(Arrival.Letter letter, long now) {
        Record record = letter.record();
        Refusal bad = letter.bad();
        int stored = jdbc.sql("""
                        insert into inbox (sender, message, type, lane, ticket, sequence, digest, jws, stamp, state, refusal, cause, next_try, received_at, ended_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (sender, message) do nothing""")
                .params(
                        record.from().value(),
                        record.message().toString(),
                        record.type(),
                        Lane.of(record.ticket(), record.type()))
                .param(record.ticket() == null ? null : record.ticket().value())
                .params(
                        record.sequence(),
                        record.digest(),
                        letter.jws(),
                        letter.stamp(),
                        bad == null ? "received" : "rejected")
                .param(bad == null ? null : bad.code().wire())
                .param(bad == null ? null : bad.detail())
                .params(now, now)
                .param(bad == null ? null : now)
                .update();
        if (stored == 0) {
            if (bad != null || !hasMore(letter, now)) {
                again(record, now);
            }
        } else if (bad != null) {
            LOG.warn(
                    "rejected on arrival ticket={} message={} refusal={}",
                    record.ticket(),
                    record.message(),
                    bad.code().wire());
        }
    }

    /**
     * Whether we were shown more of it than we had; then it is to be applied once more. What was rejected stays so, and is
     * told again: a receipt counts for as much as was shown.
     */
    private boolean hasMore(Arrival.Letter letter, long now) {
        List<String> shown =
                Sealed.read(letter.jws()).flatMap(Sealed::disclosures).orElse(List.of());
        Record record = letter.record();
        Sealed known = shown.isEmpty()
                ? null
                : jdbc.sql("select jws from inbox where sender = ? and message = ? and digest = ?")
                        .params(record.from().value(), record.message().toString(), record.digest())
                        .query(String.class)
                        .optional()
                        .flatMap(Sealed::read)
                        .orElse(null);
        if (known == null) {
            return false;
        }
        Set<String> all = new LinkedHashSet<>(known.disclosures().orElse(List.of()));
        if (!all.addAll(shown)) {
            return false;
        }
        jdbc.sql("""
                        update inbox set jws = ?, attempts = 0, next_try = ?, told = null, came = came + 1,
                            state = case when state = 'rejected' then state else 'received' end,
                            cause = case when state = 'rejected' then cause end,
                            ended_at = case when state = 'rejected' then ended_at end
                        where sender = ? and message = ?""")
                .params(Sealed.with(known.signed(), List.copyOf(all)), now)
                .params(record.from().value(), record.message().toString())
                .update();
        return true;
    }

    private void again(Record record, long now) {
        int known = jdbc.sql(
                        "update inbox set told = null, came = came + 1 where sender = ? and message = ? and digest = ?")
                .params(record.from().value(), record.message().toString(), record.digest())
                .update();
        if (known == 0) {
            // the hub answers for this, but a hub restored from an old backup might forget
            note(
                    new Arrival.Unverified(
                            Refusal.of(RefusalCode.MESSAGE_ID_REUSED),
                            record.from().value(),
                            record.message()),
                    now);
        }
    }

    /** Notes what could not be relied on, for a person to see. */
    void note(Arrival.Unverified arrival, long now) {
        LOG.warn(
                "frame dropped message={} refusal={} detail={}",
                arrival.message(),
                arrival.why().code().wire(),
                arrival.why().detail());
        UUID message = arrival.message();
        jdbc.sql("insert into unverified (at, refusal, sender, message, detail) values (?, ?, ?, ?, ?)")
                .params(now, arrival.why().code().wire())
                .param(arrival.sender())
                .param(message == null ? null : message.toString())
                .param(arrival.why().detail() == null ? "" : arrival.why().detail())
                .update();
    }

    /** What may be applied now, no lane before its turn: a lane whose first message waits is left alone. */
    List<Pending> pending(long now, int limit) {
        return jdbc.sql("""
                        select position, lane, sequence, attempts, jws, stamp from inbox i
                        where state in ('received', 'waiting') and not exists (
                            select 1 from inbox b where b.lane = i.lane and b.state = 'waiting' and b.next_try > ?)
                        order by position limit ?""")
                .params(now, limit)
                .query((row, _) -> new Pending(
                        row.getLong("position"),
                        row.getString("lane"),
                        row.getLong("sequence"),
                        row.getInt("attempts"),
                        row.getString("jws"),
                        recordOf(row.getString("stamp"))))
                .list();
    }

    void applied(Pending pending, long now) {
        jdbc.sql("update inbox set state = 'applied', cause = null, ended_at = ? where position = ?")
                .params(now, pending.position())
                .update();
    }

    void rejected(Pending pending, RefusalCode code, @Nullable String cause, long now) {
        LOG.warn(
                "rejected ticket={} message={} attempt={} refusal={}",
                pending.record().ticket(),
                pending.record().message(),
                pending.attempts() + 1,
                code.wire());
        jdbc.sql("update inbox set state = 'rejected', refusal = ?, cause = ?, ended_at = ? where position = ?")
                .param(code.wire())
                .param(cause)
                .params(now, pending.position())
                .update();
    }

    void later(Pending pending, String cause, long nextTry) {
        LOG.info(
                "later ticket={} message={} attempt={} cause={}",
                pending.record().ticket(),
                pending.record().message(),
                pending.attempts() + 1,
                cause);
        jdbc.sql("""
                        update inbox set state = 'waiting', attempts = attempts + 1, cause = ?, next_try = ?
                        where position = ?""").params(cause, nextTry, pending.position()).update();
    }

    /** Those that waited for {@code cause} need not wait longer. */
    void hurry(String cause, long now) {
        jdbc.sql("update inbox set next_try = ? where state = 'waiting' and cause = ?")
                .params(now, cause)
                .update();
    }

    private static Record recordOf(String stamp) {
        return Json.MAPPER.readValue(Json.MAPPER.readValue(stamp, Stamp.class).leaf(), Record.class);
    }
}
