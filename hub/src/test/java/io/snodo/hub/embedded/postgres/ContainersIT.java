package io.snodo.hub.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestHub;
import io.snodo.hub.embedded.DatabaseCoordinates.Login;
import io.snodo.hub.members.Members;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The hub on a PostgreSQL in a container, where there is an engine to run one. */
@Testcontainers(disabledWithoutDocker = true)
class ContainersIT {
    @Container
    private static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:18")
            .withUsername(Cluster.SUPERUSER)
            .withDatabaseName(Cluster.SUPERUSER);

    @Test
    void runsOnAPostgresqlInAContainer(@TempDir Path folder) throws Exception {
        String server = "jdbc:postgresql://" + POSTGRES.getHost() + ":" + POSTGRES.getMappedPort(5432) + "/";
        Login owner = new Login("snodo_owner", "owner-of-a-test");
        Login app = new Login("snodo_app", "app-of-a-test");
        new Roles(server, new Login(POSTGRES.getUsername(), POSTGRES.getPassword())).ensure(owner, app);
        try (TestHub hub = TestHub.start(
                folder,
                "snodo.database.url=" + server + Roles.DATABASE,
                "snodo.database.username=" + app.username(),
                "snodo.database.password=" + app.password(),
                "snodo.database.owner-username=" + owner.username(),
                "snodo.database.owner-password=" + owner.password())) {
            assertThat(hub.bean(Members.class).registry().members()).hasSize(4);
        }
    }
}
