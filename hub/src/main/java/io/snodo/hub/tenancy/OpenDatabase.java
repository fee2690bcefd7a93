package io.snodo.hub.tenancy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.snodo.hub.embedded.FurtherDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database besides the first, with connections of its own; whether it answers is known without asking it. */
final class OpenDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);
    /** Its members' calls wait so long and no longer, and only until it is known to be away. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final HikariDataSource pool;
    private final JdbcClient client;
    private volatile boolean away;

    OpenDatabase(FurtherDatabase further) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hub-" + further.name());
        config.setJdbcUrl(further.url());
        config.setUsername(further.username());
        config.setPassword(further.password());
        config.setMaximumPoolSize(further.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(PATIENCE.toMillis() / 2);
        config.setInitializationFailTimeout(-1); // whether it is there, has been asked before
        this.name = further.name();
        this.pool = new HikariDataSource(config);
        this.client = JdbcClient.create(new TenantDataSource(pool));
    }

    String name() {
        return name;
    }

    JdbcClient client() {
        return client;
    }

    boolean isAway() {
        return away;
    }

    /** Without remembering it. */
    boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid((int) PATIENCE.toSeconds());
        } catch (SQLException e) {
            return false;
        }
    }

    /** Asks it, and remembers what came of it. */
    void look() {
        become(!answers());
    }

    private synchronized void become(boolean gone) {
        if (gone && !away) {
            LOG.warn("database of members is away, its members wait database={}", name);
        } else if (!gone && away) {
            LOG.info("database of members is back database={}", name);
        }
        away = gone;
    }

    @Override
    public void close() {
        pool.close();
    }
}
