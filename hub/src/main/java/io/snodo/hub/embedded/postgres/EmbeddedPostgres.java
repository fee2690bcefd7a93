package io.snodo.hub.embedded.postgres;

import io.snodo.hub.embedded.DataFolder;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.embedded.DatabaseCoordinates.Login;
import io.snodo.hub.embedded.EmbeddedPartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running, durable PostgreSQL server of the hub's own, on the loopback address only. */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String OWNER = "snodo_owner";
    private static final String APP = "snodo_app";

    private final Cluster cluster;
    private final DatabaseCoordinates coordinates;

    private EmbeddedPostgres(Cluster cluster, DatabaseCoordinates coordinates) {
        this.cluster = cluster;
        this.coordinates = coordinates;
    }

    /** Unpacks, makes and starts what is needed under {@code postgres} of the data folder. */
    public static EmbeddedPostgres start(DataFolder folder) {
        return start(folder, ServerUser.choose());
    }

    static EmbeddedPostgres start(DataFolder folder, ServerUser user) {
        long began = System.nanoTime();
        Path home = folder.path().resolve("postgres");
        try {
            Files.createDirectories(home);
            Cluster cluster = new Cluster(home, Binaries.unpackInto(home), user);
            cluster.createUnlessThere();
            cluster.stopOrphan();
            int port = new Port(home.resolve("port")).choose();
            cluster.start(port);
            EmbeddedPostgres running = new EmbeddedPostgres(cluster, coordinates(home, port));
            running.ensureRoles(home);
            LOG.info(
                    "database started port={} ms={}",
                    port,
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            return running;
        } catch (IOException e) {
            throw new EmbeddedPartFailed(
                    "The folder " + home + " cannot be used for the embedded PostgreSQL (" + e
                            + "); make it writable, or set snodo.database.url to a server of your own.",
                    e);
        }
    }

    public DatabaseCoordinates coordinates() {
        return coordinates;
    }

    @Override
    public void close() {
        cluster.stop();
    }

    private void ensureRoles(Path home) throws IOException {
        Login superuser = new Login(Cluster.SUPERUSER, new Passwords(home).of(Cluster.SUPERUSER));
        String server = coordinates.url().substring(0, coordinates.url().lastIndexOf('/') + 1);
        try {
            new Roles(server, superuser).ensure(coordinates.owner(), coordinates.app());
        } catch (SQLException e) {
            close();
            throw new EmbeddedPartFailed(
                    "The embedded PostgreSQL does not let the hub in (SQL state " + e.getSQLState() + "); put back "
                            + new Passwords(home).file(Cluster.SUPERUSER)
                            + " as it was, or start with an empty folder.",
                    e);
        }
    }

    private static DatabaseCoordinates coordinates(Path home, int port) throws IOException {
        Passwords passwords = new Passwords(home);
        return new DatabaseCoordinates(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + Roles.DATABASE,
                new Login(OWNER, passwords.of(OWNER)),
                new Login(APP, passwords.of(APP)));
    }
}
