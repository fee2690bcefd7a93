package io.snodo.hub.embedded.postgres;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Databases besides the first one, each with what {@link DatabaseSettings} has. */
@ConfigurationProperties("snodo")
record DatabasesSettings(@DefaultValue Map<String, Entry> databases) {
    DatabasesSettings {
        databases = Map.copyOf(databases);
    }

    /** @param connections at most so many, of each node of the hub */
    record Entry(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String ownerUsername,
            @Nullable String ownerPassword,
            @DefaultValue("8") int connections) {
        DatabaseSettings settings() {
            return new DatabaseSettings(url, username, password, ownerUsername, ownerPassword);
        }
    }
}
