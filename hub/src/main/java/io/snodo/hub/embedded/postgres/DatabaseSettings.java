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

    DatabaseCoordinates external() {
        return new DatabaseCoordinates(
                required(url, "url"),
                new Login(required(ownerUsername, "owner-username"), required(ownerPassword, "owner-password")),
                new Login(required(username, "username"), required(password, "password")));
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new EmbeddedPartFailed(
                    "snodo.database." + name
                            + " is missing; an external database needs url, username, password, owner-username and owner-password.");
        }
        return value;
    }
}
