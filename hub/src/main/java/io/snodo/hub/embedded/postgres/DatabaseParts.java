package io.snodo.hub.embedded.postgres;

import io.snodo.hub.embedded.DataFolder;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.embedded.FurtherDatabase;
import io.snodo.hub.embedded.FurtherDatabases;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database as the rest of the hub finds it: migrated by its owner, used by a role that owns nothing. */
@Configuration(proxyBeanMethods = false)
class DatabaseParts {
    static final String MIGRATIONS = "classpath:hub/migrations";

    @Bean
    @ConditionalOnProperty(name = "snodo.database.url", matchIfMissing = true, havingValue = "embedded")
    EmbeddedPostgres embeddedPostgres(DataFolder folder) {
        return EmbeddedPostgres.start(folder);
    }

    @Bean
    DatabaseCoordinates databaseCoordinates(DatabaseSettings settings, ObjectProvider<EmbeddedPostgres> embedded) {
        EmbeddedPostgres running = embedded.getIfAvailable();
        return running == null ? settings.external("snodo.database") : running.coordinates();
    }

    @Bean
    FurtherDatabases furtherDatabases(DatabasesSettings settings) {
        return new FurtherDatabases(settings.databases().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .<FurtherDatabase>map(entry -> new MigratedDatabase(
                        entry.getKey(),
                        entry.getValue().settings().external("snodo.databases." + entry.getKey()),
                        entry.getValue().connections()))
                .toList());
    }

    @Bean
    JdbcConnectionDetails appConnection(DatabaseCoordinates coordinates) {
        return new AppConnection(coordinates);
    }

    @Bean
    FlywayConnectionDetails ownerConnection(DatabaseCoordinates coordinates) {
        return new OwnerConnection(coordinates);
    }

    /** Migrations grant to the role the hub works as under whatever name it has. */
    @Bean
    FlywayConfigurationCustomizer nameOfTheApp(DatabaseCoordinates coordinates) {
        return flyway -> flyway.locations(MIGRATIONS)
                .placeholders(Map.of("app", coordinates.app().username()));
    }

    private record AppConnection(DatabaseCoordinates coordinates) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return coordinates.app().username();
        }

        @Override
        public String getPassword() {
            return coordinates.app().password();
        }

        @Override
        public String getJdbcUrl() {
            return DriverOptions.complete(coordinates.url());
        }
    }

    private record OwnerConnection(DatabaseCoordinates coordinates) implements FlywayConnectionDetails {
        @Override
        public String getUsername() {
            return coordinates.owner().username();
        }

        @Override
        public String getPassword() {
            return coordinates.owner().password();
        }

        @Override
        public String getJdbcUrl() {
            return coordinates.url(); // a migration may take its time
        }
    }
}
