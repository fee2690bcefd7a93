package io.snodo.hub.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.hub.TestHub;
import io.snodo.hub.embedded.DataFolder;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.embedded.EmbeddedPartFailed;
import io.snodo.hub.members.Members;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that the hub has not started: here one of our own, on another folder. In ContainersIT one in a container. */
class ExternalDatabaseIT {
    @Test
    void byOnePropertyTheHubWorksOnAServerOfSomebodyElse(@TempDir Path server, @TempDir Path folder)
            throws IOException {
        try (DataFolder data = DataFolder.open(server);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            DatabaseCoordinates found = postgres.coordinates();
            try (TestHub hub = TestHub.start(
                    folder,
                    "snodo.database.url=" + found.url(),
                    "snodo.database.username=" + found.app().username(),
                    "snodo.database.password=" + found.app().password(),
                    "snodo.database.owner-username=" + found.owner().username(),
                    "snodo.database.owner-password=" + found.owner().password())) {
                assertThat(hub.bean(Members.class).registry().members()).hasSize(4);
                assertThat(folder.resolve("data/postgres"))
                        .as("a server of the hub's own")
                        .doesNotExist();
            }
        }
    }

    @Test
    void saysWhichOfItsLoginsIsMissing() {
        DatabaseSettings halfSet = new DatabaseSettings("jdbc:postgresql://db/snodo", "app", "secret", null, null);
        assertThatThrownBy(() -> halfSet.external("snodo.database"))
                .isInstanceOf(EmbeddedPartFailed.class)
                .hasMessageContaining("snodo.database.owner-username is missing");
    }
}
