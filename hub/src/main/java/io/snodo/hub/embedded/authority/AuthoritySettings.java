package io.snodo.hub.embedded.authority;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * An authority of the operator's, PEM files; without them the hub makes one in its data folder. Several nodes need the
 * same one.
 *
 * @param key P-256 or P-384, PKCS#8
 */
@ConfigurationProperties("snodo.authority")
record AuthoritySettings(
        @Nullable Path certificate, @Nullable Path key) {
    AuthoritySettings {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("snodo.authority.certificate and snodo.authority.key go together");
        }
    }
}
