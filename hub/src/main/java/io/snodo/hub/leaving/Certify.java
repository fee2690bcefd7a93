package io.snodo.hub.leaving;

import io.snodo.hub.evidence.Link;
import io.snodo.hub.evidence.Notary;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Sha256;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the certificate of a departure into the ledger and beside it, in one transaction and once. */
@Component
class Certify {
    private static final int LEDGER = 7369726; // exchange_open's lock: one batch at a time

    private final JdbcClient database;
    private final Departures departures;
    private final Exports exports;
    private final Notary notary;
    private final SealKey hubSeal;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Certify(
            JdbcClient database,
            Departures departures,
            Exports exports,
            Notary notary,
            SealKey hubSeal,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.database = database;
        this.departures = departures;
        this.exports = exports;
        this.notary = notary;
        this.hubSeal = hubSeal;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Returns whether it was this node that did. What stays is counted first, for the ledger's lock keeps every message waiting. */
    boolean end(Departure departure) {
        return CurrentTenant.during(MemberCode.HUB, () -> {
            List<Certificate.Table> tables = Objects.requireNonNull(transaction.execute(_ -> tables(departure)));
            return Objects.requireNonNull(transaction.execute(_ -> ended(departure, tables)));
        });
    }

    private boolean ended(Departure departure, List<Certificate.Table> tables) {
        database.sql("select pg_advisory_xact_lock(?)")
                .param(LEDGER)
                .query((_, _) -> departure)
                .single();
        boolean done = departures
                .of(departure.member())
                .filter(now -> now.endedAt() == null)
                .isEmpty();
        if (done) {
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] said = Json.MAPPER.writeValueAsBytes(certificate(departure, tables, now));
        String jws = Sealed.sign(said, Certificate.TYP, hubSeal);
        Link link = notary.link(List.of(record(departure.id(), digest(jws), now)), head(), now);
        database.sql("""
                        insert into evidence_batch (number, root, previous, signed, leaves, recorded_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(link.number(), link.root())
                .param(link.previous())
                .params(link.signed(), link.leaves(), Timestamp.from(now))
                .update();
        return departures.end(
                departure.id(),
                now,
                jws,
                Json.MAPPER.writeValueAsString(link.stamps().getFirst()));
    }

    private static Record record(UUID id, String digest, Instant now) {
        return new Record(id, digest, MemberCode.HUB, "member.left", null, 0, 0, null, null, null, null, now);
    }

    private Certificate certificate(Departure departure, List<Certificate.Table> tables, Instant now) {
        MemberCode member = departure.member();
        Optional<Export> export = Optional.ofNullable(departure.export()).flatMap(exports::find);
        return new Certificate(
                Certificate.TYP,
                "1.0",
                member,
                database.sql("select name from member where code = ?")
                        .param(member.value())
                        .query(String.class)
                        .single(),
                departure.begunAt(),
                Objects.requireNonNull(departure.erasingAt()),
                now,
                acts(departure),
                new Certificate.TakenAlong(
                        String.valueOf(departure.export()),
                        export.map(Export::octets).orElse(null),
                        export.map(Export::digest).orElse(null),
                        export.map(Export::manifest).orElse(null),
                        export.map(Export::fetchedAt).orElse(null)),
                tables);
    }

    /** With what was asked for a day before it began. */
    private List<Certificate.Act> acts(Departure departure) {
        return database.sql("""
                        select at, operator, kind, result, reason from operator_act
                        where about = ? and kind in ('exit', 'stay', 'export', 'erase') and at >= ? order by id""")
                .params(
                        departure.member().value(),
                        Timestamp.from(departure.begunAt().minus(1, ChronoUnit.DAYS)))
                .query((row, _) -> {
                    @Nullable String reason = row.getString("reason");
                    return new Certificate.Act(
                            row.getTimestamp("at").toInstant(),
                            row.getString("operator"),
                            row.getString("kind"),
                            row.getString("result"),
                            reason);
                })
                .list();
    }

    private List<Certificate.Table> tables(Departure departure) {
        return database.sql("""
                        select coalesce(k.name, c.name) as name, coalesce(c.deleted, 0) as deleted,
                               coalesce(c.silenced, 0) as silenced, coalesce(k.kept, 0) as kept
                        from leaver_kept(?) k
                             full join (select * from departure_count where departure = ?) c on c.name = k.name
                        order by 1""")
                .params(departure.member().value(), departure.id())
                .query((row, _) -> new Certificate.Table(
                        row.getString("name"),
                        row.getLong("deleted"),
                        row.getLong("silenced"),
                        row.getLong("kept"),
                        row.getLong("kept") == 0 ? null : Certificate.why(row.getString("name"))))
                .list();
    }

    private Link.@Nullable Head head() {
        return database.sql("select number, root from evidence_batch order by number desc limit 1")
                .query((row, _) -> new Link.Head(row.getLong("number"), row.getString("root")))
                .optional()
                .orElse(null);
    }

    private static String digest(String jws) {
        return Sha256.base64Url(jws.getBytes(StandardCharsets.US_ASCII));
    }
}
