package io.snodo.hub.embedded.postgres;

import io.snodo.hub.embedded.DataFolder;
import io.snodo.hub.embedded.DatabaseCoordinates;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Starts the embedded server on a folder, commits a row, and waits to be killed. */
final class PostgresUntilKilled {
    private PostgresUntilKilled() {}

    public static void main(String[] arguments) throws Exception {
        DatabaseCoordinates found =
                EmbeddedPostgres.start(DataFolder.open(Path.of(arguments[0]))).coordinates();
        try (Connection connection = DriverManager.getConnection(
                        found.url(), found.owner().username(), found.owner().password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists survivors(name text)");
            statement.execute("insert into survivors values ('committed')");
        }
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
