package io.snodo.hub.evidence;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The hub's own seal: a private key (PKCS#8) and its certificate (X.509), both PEM files.
 *
 * @param former certificates of seals it had before: what they signed stays in its ledger, and they go into the evidence
 */
@ConfigurationProperties("snodo.seal")
record SealSettings(Path key, Path certificate, List<Path> former) {
    @SuppressWarnings("ConstantValue") // an absent property is bound as null
    SealSettings {
        if (key == null || certificate == null) {
            throw new IllegalArgumentException(
                    "snodo.seal.key and snodo.seal.certificate must name the PEM files of the hub's seal");
        }
        former = former == null ? List.of() : List.copyOf(former);
    }
}
