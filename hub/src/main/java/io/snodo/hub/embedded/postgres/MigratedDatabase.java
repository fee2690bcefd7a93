package io.snodo.hub.embedded.postgres;

import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.embedded.EmbeddedPartFailed;
import io.snodo.hub.embedded.FurtherDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Migrated by its owner as the first is, and as strict: a later hub's is not used. */
record MigratedDatabase(String name, DatabaseCoordinates coordinates, int connections) implements FurtherDatabase {
    @Override
    public String url() {
        return DriverOptions.complete(coordinates.url());
    }

    @Override
    public String username() {
        return coordinates.app().username();
    }

    @Override
    public String password() {
        return coordinates.app().password();
    }

    @Override
    public void migrate() {
        reach();
        Flyway flyway = Flyway.configure()
                .dataSource(
                        coordinates.url(),
                        coordinates.owner().username(),
                        coordinates.owner().password())
                .locations(DatabaseParts.MIGRATIONS)
                .placeholders(Map.of("app", coordinates.app().username()))
                .load();
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new EmbeddedPartFailed(
                    "The database " + name + " is of another version than this hub and cannot be brought to it ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "); restore it, or name another in snodo.databases." + name + ".url.",
                    e);
        }
        if (Arrays.stream(flyway.info().all()).map(MigrationInfo::getState).anyMatch(MigratedDatabase::isLater)) {
            throw new EmbeddedPartFailed(
                    "The database " + name
                            + " is of a later version than this hub; start a hub of that version, or restore the database as it was.");
        }
    }

    /** Asked by itself, so that nobody is told of a version where nothing answers. */
    private void reach() {
        try (Connection _ = DriverManager.getConnection(
                url(), coordinates.owner().username(), coordinates.owner().password())) {
            return;
        } catch (SQLException e) {
            throw new EmbeddedPartFailed(
                    "The database " + name + " cannot be reached (SQL state " + e.getSQLState()
                            + "); start it, or mend snodo.databases." + name + ".",
                    e);
        }
    }

    private static boolean isLater(MigrationState state) {
        return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
    }
}
