package io.snodo.hub.leaving;

import io.snodo.hub.attachments.OwnContents;
import io.snodo.hub.dossier.Dossiers;
import io.snodo.hub.evidence.HubCertificates;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes an export: one moment of the database, row by row, as the member may read it; then the evidence of each of its
 * tickets and the contents it may fetch.
 */
@Component
class WriteExport {
    private static final Logger LOG = LoggerFactory.getLogger(WriteExport.class);
    private static final int AT_ONCE = 100;
    private static final int PATIENCE = 6 * 60 * 60; // seconds
    /** Others ask for evidence too, and theirs is one ticket. */
    private static final Duration TURN = Duration.ofMinutes(2);

    private static final int SAID_EVERY = 1000;

    private final Exports exports;
    private final Dossiers dossiers;
    private final OwnContents contents;
    private final SealKey hubSeal;
    private final HubCertificates certificates;
    private final Clock clock;
    private final JdbcTemplate database;
    private final TransactionTemplate moment;
    private final TransactionTemplate beside;

    WriteExport(
            Exports exports,
            Dossiers dossiers,
            OwnContents contents,
            SealKey hubSeal,
            HubCertificates certificates,
            Clock clock,
            DataSource dataSource) {
        this.exports = exports;
        this.dossiers = dossiers;
        this.contents = contents;
        this.hubSeal = hubSeal;
        this.certificates = certificates;
        this.clock = clock;
        this.database = new JdbcTemplate(dataSource);
        database.setFetchSize(AT_ONCE); // within a transaction: what is asked for is never whole in memory
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        this.moment = new TransactionTemplate(transactions);
        moment.setTimeout(PATIENCE);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.beside = new TransactionTemplate(transactions);
        beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** False if another node is at it. */
    boolean write(Export export) {
        return CurrentTenant.during(
                export.member(), () -> Objects.requireNonNull(moment.execute(_ -> mine(export) && written(export))));
    }

    private boolean mine(Export export) {
        return Boolean.TRUE.equals(database.queryForObject(
                "select pg_try_advisory_xact_lock(hashtextextended(?, 24))",
                Boolean.class,
                export.id().toString()));
    }

    private boolean written(Export export) {
        Path file = exports.file(export.id());
        Path coming = Path.of(file + ".part");
        try {
            ExportFile.Written written;
            try (ExportFile zip = new ExportFile(coming)) {
                written = fill(zip, export);
            }
            try (FileChannel channel = FileChannel.open(coming, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(coming, file, StandardCopyOption.ATOMIC_MOVE);
            aside(() -> exports.ready(
                    export.id(), written.lines(), written.octets(), written.digest(), written.manifest()));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("an export cannot be written", e);
        } finally {
            dropped(coming);
        }
    }

    /** What has come to no end is nobody's. */
    private static void dropped(Path coming) {
        try {
            Files.deleteIfExists(coming);
        } catch (IOException e) {
            LOG.warn("begun export cannot be dropped file={} cause={}", coming, e.toString());
        }
    }

    private ExportFile.Written fill(ExportFile zip, Export export) throws IOException {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        zip.lines("hub", sink -> {
            for (HubCertificates.Certified key : certificates.all()) {
                sink.line(Json.MAPPER.writeValueAsString(
                        Map.of("jwk", key.key().jwk(), "certificate", VerifyKey.URL.encodeToString(key.der()))));
            }
        });
        for (Kind kind : Kind.ALL) {
            tenant(kind.asHub() ? MemberCode.HUB : export.member());
            zip.lines(kind.name(), sink -> rows(kind, export, zip, sink));
        }
        tenant(export.member());
        evidence(zip, export.member());
        for (String digest : contents.readable()) {
            try (InputStream content = contents.open(digest)) {
                zip.file("contents", "contents/" + hex(digest), content);
            } catch (NoSuchFileException e) {
                throw new IOException("a content that is free is not in the folder", e);
            }
        }
        return zip.seal(export.member(), at, hubSeal);
    }

    private void rows(Kind kind, Export export, ExportFile zip, ExportFile.LineSink sink) {
        database.query(
                kind.sql(),
                row -> {
                    try {
                        sink.line(row.getString(1));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    if (zip.written() % SAID_EVERY == 0) {
                        aside(() -> exports.written(export.id(), zip.written()));
                    }
                },
                export.member().value());
    }

    /** From number to number, because a file's entries cannot be written while a result is being read on the same connection. */
    private void evidence(ExportFile zip, MemberCode member) throws IOException {
        for (Optional<String> next = after(member, ""); next.isPresent(); next = after(member, next.get())) {
            TicketNumber ticket = new TicketNumber(next.get());
            try (InputStream file = dossier(member, ticket)) {
                zip.file("evidence", "evidence/" + ticket.value() + ".json", file);
            }
        }
    }

    private Optional<String> after(MemberCode member, String number) {
        return database
                .queryForList(
                        "select number from ticket where parties @> array[cast(? as text)] and number > ? order by number limit 1",
                        String.class,
                        member.value(),
                        number)
                .stream()
                .findFirst();
    }

    private InputStream dossier(MemberCode member, TicketNumber ticket) throws IOException {
        try {
            return switch (dossiers.of(member, ticket, TURN)) {
                case Dossiers.Answer.Given(InputStream file) -> file;
                case Dossiers.Answer.Unknown() -> throw new IOException("a ticket of the member's is not to be seen");
                case Dossiers.Answer.Busy() -> throw new IOException("too many ask for evidence");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void tenant(MemberCode tenant) {
        database.queryForObject("select set_config('snodo.tenant', ?, true)", String.class, tenant.value());
    }

    private void aside(Runnable work) {
        CurrentTenant.run(MemberCode.HUB, () -> beside.executeWithoutResult(_ -> work.run()));
    }

    private static @Nullable String hex(String digest) {
        return HexFormat.of().formatHex(java.util.Base64.getUrlDecoder().decode(digest));
    }
}
