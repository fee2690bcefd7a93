package io.snodo.spoke.link;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Where the hub is and how we prove who we are.
 *
 * @param hub its address and the certificates its seal is verified with, pinned: nothing else makes a hub
 * @param seal what our messages are sealed with
 * @param link what our connection is authenticated with
 */
@ConfigurationProperties("snodo")
public record LinkSettings(Hub hub, Seal seal, Tls link) {
    public LinkSettings {
        Assert.notNull(hub, "snodo.hub.url and snodo.hub.certificate are missing");
        Assert.notNull(seal, "snodo.seal.key and snodo.seal.certificate are missing");
        Assert.notNull(link, "snodo.link.certificate, snodo.link.key and snodo.link.authority are missing");
    }

    /**
     * Where it is; {@code longestPause} is between two attempts to connect.
     *
     * @param certificate PEM files: one, or while the hub changes its key the old one and the new one
     */
    public record Hub(
            @DefaultValue("amqps://127.0.0.1:5671") URI url,
            List<Path> certificate,
            @DefaultValue("5s") Duration longestPause) {
        public Hub {
            Assert.notEmpty(certificate, "snodo.hub.certificate is missing: the hub's seal certificate, PEM");
        }
    }

    /** PEM files. */
    public record Seal(Path key, Path certificate) {
        public Seal {
            Assert.notNull(key, "snodo.seal.key is missing: our seal key, PKCS#8 PEM");
            Assert.notNull(certificate, "snodo.seal.certificate is missing: our seal certificate, PEM");
        }
    }

    /** PEM files; {@code authority} is who vouches for the broker. */
    public record Tls(Path certificate, Path key, Path authority) {
        public Tls {
            Assert.notNull(certificate, "snodo.link.certificate is missing: our client certificate, PEM");
            Assert.notNull(key, "snodo.link.key is missing: its key, PKCS#8 PEM");
            Assert.notNull(
                    authority, "snodo.link.authority is missing: the authority of the broker's certificate, PEM");
        }
    }
}
