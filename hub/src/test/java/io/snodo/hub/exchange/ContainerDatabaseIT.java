package io.snodo.hub.exchange;

import io.snodo.hub.TestHub;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same on PostgreSQL as its makers pack it; left out where there is no container engine. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerDatabaseIT {
    @Container
    static final PostgreSQLContainer SERVER = new PostgreSQLContainer("postgres:18-alpine")
            .withInitScript("roles-of-the-hub.sql")
            .withDatabaseName("snodo");

    @Test
    void aTicketsStoryInAContainer(@TempDir Path folder) throws Exception {
        try (TestHub hub = TestHub.start(
                folder,
                "snodo.database.url=" + SERVER.getJdbcUrl(),
                "snodo.database.username=snodo_app",
                "snodo.database.password=app",
                "snodo.database.owner-username=snodo_owner",
                "snodo.database.owner-password=owner")) {
            new TicketStory(hub).play();
        }
    }
}
