package io.snodo.hub.embedded.artemis;

import io.snodo.hub.embedded.EmbeddedPartFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The broker: embedded with its TLS files in PEM, or external by {@code url} (Artemis core protocol).
 *
 * @param port for AMQP over TLS
 * @param authority whose certificates admit spokes
 */
@ConfigurationProperties("snodo.broker")
record BrokerSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("5671") int port,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path authority) {

    TlsFiles tls() {
        return new TlsFiles(
                required(certificate, "certificate"), required(key, "key"), required(authority, "authority"));
    }

    private static Path required(@Nullable Path file, String name) {
        if (file == null) {
            throw new EmbeddedPartFailed(
                    "snodo.broker." + name
                            + " is missing; spokes are only let in over TLS, so name the PEM file (ops/demo makes a set for trying out).");
        }
        if (!Files.isReadable(file)) {
            throw new EmbeddedPartFailed(
                    "The file " + file + " cannot be read; put it there, or set snodo.broker." + name + " to another.");
        }
        return file;
    }
}
