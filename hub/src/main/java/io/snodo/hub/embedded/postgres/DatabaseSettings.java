package io.snodo.hub.embedded.postgres;

import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.embedded.DatabaseCoordinates.Login;
import io.snodo.hub.embedded.EmbeddedPartFailed;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** An external PostgreSQL; without {@code url} the hub runs its own. Both logins are needed, for only one may migrate. */
@ConfigurationProperties("snodo.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String ownerUsername,
        @Nullable String ownerPassword) {

    /** @param called what its settings are found under */
    DatabaseCoordinates external(String called) {
        return new DatabaseCoordinates(
                required(called, url, "url"),
                new Login(
                        required(called, ownerUsername, "owner-username"),
                        required(called, ownerPassword, "owner-password")),
                new Login(required(called, username, "username"), required(called, password, "password")));
    }

    private static String required(String called, @Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new EmbeddedPartFailed(
                    called + "." + name
                            + " is missing; an external database needs url, username, password, owner-username and owner-password.");
        }
        return value;
    }
}
