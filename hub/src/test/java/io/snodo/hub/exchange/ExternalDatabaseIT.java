package io.snodo.hub.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestHub;
import io.snodo.hub.embedded.DataFolder;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.embedded.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By properties alone the hub works on a server that somebody else runs; here, one that this test runs. */
class ExternalDatabaseIT {
    @Test
    void aTicketsStoryOnAServerOfSomebodyElses(@TempDir Path folder) throws Exception {
        try (DataFolder theirs = DataFolder.open(folder.resolve("theirs"));
                EmbeddedPostgres server = EmbeddedPostgres.start(theirs)) {
            DatabaseCoordinates found = server.coordinates();
            try (TestHub hub = TestHub.start(
                    folder.resolve("ours"),
                    "snodo.database.url=" + found.url(),
                    "snodo.database.username=" + found.app().username(),
                    "snodo.database.password=" + found.app().password(),
                    "snodo.database.owner-username=" + found.owner().username(),
                    "snodo.database.owner-password=" + found.owner().password())) {
                new TicketStory(hub).play();
            }
        }
        assertThat(folder.resolve("ours/data/postgres")).doesNotExist();
    }
}
