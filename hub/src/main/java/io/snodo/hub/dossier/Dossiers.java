package io.snodo.hub.dossier;

import io.snodo.hub.evidence.HubCertificates;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.SealKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a party the evidence of its ticket. It is written to disk first, so that a caller who reads slowly holds no
 * connection of the database, and one who is given a file is given a whole one.
 */
@Component
public class Dossiers {
    private static final int AT_ONCE = 4;
    private static final int PATIENCE = 60; // seconds

    private final Contents contents;
    private final Records records;
    private final SealKey hubSeal;
    private final HubCertificates certificates;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Dossiers(
            Contents contents,
            Records records,
            SealKey hubSeal,
            HubCertificates certificates,
            Clock clock,
            DataSource dataSource) {
        this.contents = contents;
        this.records = records;
        this.hubSeal = hubSeal;
        this.certificates = certificates;
        this.clock = clock;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transaction.setReadOnly(true);
        transaction.setTimeout(PATIENCE);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ); // one moment of the ledger
    }

    /** What came of asking. */
    public sealed interface Answer {
        /** The file; whoever reads it closes it, and it is not there a second time. */
        record Given(InputStream file) implements Answer {}

        /** There is no such ticket, or none of this party's: the two are not told apart. */
        record Unknown() implements Answer {}

        /** Too many are being written. */
        record Busy() implements Answer {}
    }

    public Answer of(MemberCode party, TicketNumber ticket) {
        return places.tryAcquire() ? inPlace(party, ticket) : new Answer.Busy();
    }

    /** The same for who can wait. */
    public Answer of(MemberCode party, TicketNumber ticket, Duration patience) throws InterruptedException {
        return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? inPlace(party, ticket)
                : new Answer.Busy();
    }

    private Answer inPlace(MemberCode party, TicketNumber ticket) {
        try {
            return CurrentTenant.during(party, () -> transaction.execute(_ -> written(party, ticket)));
        } finally {
            places.release();
        }
    }

    private Answer written(MemberCode party, TicketNumber ticket) {
        if (!records.exists(ticket)) {
            return new Answer.Unknown();
        }
        try {
            Path file = Files.createTempFile("snodo-evidence", ".json"); // its owner's alone to read
            try (OutputStream out = Files.newOutputStream(file)) {
                SealedFile sealed =
                        new SealedFile(out, ticket, party, clock.instant().truncatedTo(ChronoUnit.MILLIS));
                contents.fill(
                        sealed,
                        ticket,
                        certificates.all().stream().map(Line.Key::ofHub).toList());
                sealed.seal(hubSeal);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
            InputStream given = Files.newInputStream(file);
            Files.delete(file); // who has it open can read it; nobody else, and nobody after a crash
            return new Answer.Given(given);
        } catch (IOException e) {
            throw new UncheckedIOException("the evidence of a ticket cannot be written", e);
        }
    }
}
