package io.snodo.spoke.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The spoke's SQLite file, open and up to date. One connection writes, so that nobody ever meets a lock of our own;
 * transactions marked read-only take one of a few others and see the last commit. A commit is on the disk when it
 * returns. One process at a time.
 */
public final class Store implements AutoCloseable {
    private static final int READERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FileChannel lock;
    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final JdbcTransactionManager transactionManager;

    private Store(FileChannel lock, Path file) {
        this.lock = lock;
        this.writer = pool("spoke-writer", 1, false, file);
        Flyway.configure()
                .dataSource(writer)
                .locations("classpath:spoke/migrations")
                .load()
                .migrate();
        this.readers = pool("spoke-readers", READERS, true, file);
        LazyConnectionDataSourceProxy routing = new LazyConnectionDataSourceProxy(writer);
        routing.setReadOnlyDataSource(readers);
        routing.setDefaultAutoCommit(true);
        routing.setDefaultTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        this.dataSource = routing;
        this.jdbc = JdbcClient.create(routing);
        this.transactionManager = new JdbcTransactionManager(routing);
    }

    /** Opens, or makes, {@code spoke.db} in {@code folder}; refuses if another process has it open. */
    public static Store open(Path folder) {
        FileChannel lock = lock(folder);
        try {
            return new Store(lock, folder.resolve("spoke.db"));
        } catch (RuntimeException e) {
            release(lock, e);
            throw e;
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public JdbcTransactionManager transactionManager() {
        return transactionManager;
    }

    /** Runs a piece of work in a transaction, or in the one that is already open. */
    public TransactionTemplate transaction() {
        return new TransactionTemplate(transactionManager);
    }

    /** Runs a piece of work that only reads: it sees the last commit and waits for no writer. */
    public TransactionTemplate reading() {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setReadOnly(true);
        return template;
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        release(lock, null);
    }

    private static FileChannel lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("spoke.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException e) {
                // the same process has it: the same answer
            }
            channel.close();
            throw new StoreInUse(folder);
        } catch (IOException e) {
            throw new StoreUnusable("cannot use the data folder " + folder, e);
        }
    }

    private static void release(FileChannel lock, @Nullable RuntimeException because) {
        try {
            lock.close();
        } catch (IOException e) {
            if (because == null) {
                throw new StoreUnusable("cannot release the data folder", e);
            }
            because.addSuppressed(e);
        }
    }

    private static HikariDataSource pool(String name, int size, boolean readOnly, Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // NORMAL would survive our own death too, but not the machine's: what was promised must still be there
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.enforceForeignKeys(true);
        config.setReadOnly(readOnly);
        SQLiteDataSource sqlite = new SQLiteDataSource(config);
        sqlite.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setDataSource(sqlite);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        pool.setReadOnly(readOnly);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        return pool;
    }
}
