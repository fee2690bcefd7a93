package io.snodo.hub.federation;

import io.snodo.messages.MemberCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Under which name and with what this hub calls others; who they are stands in the tenants folder.
 *
 * @param code this hub's; absent where it has no neighbours
 * @param hubs by their codes; what is absent is the hub's own, of {@code snodo.bindings}
 * @param portion messages in one call
 * @param attempts after so many answers that a message is at fault it is parked
 * @param kept how long what is over is remembered
 */
@ConfigurationProperties("snodo.federation")
record FederationSettings(
        @Nullable String code,
        @DefaultValue Map<String, Identity> hubs,
        @DefaultValue("16") int portion,
        @DefaultValue("8") int attempts,
        @DefaultValue("7d") Duration kept,
        @DefaultValue("5s") Duration connect,
        @DefaultValue("30s") Duration answer,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("60s") Duration longestPause) {
    FederationSettings {
        if (portion < 1 || attempts < 1) {
            throw new IllegalArgumentException("snodo.federation: portion and attempts from 1");
        }
        if (code != null) {
            MemberCode own = new MemberCode(code);
            if (own.equals(MemberCode.HUB)) {
                throw new IllegalArgumentException("snodo.federation.code: every hub calls itself hub; give it a name");
            }
        }
    }

    /**
     * What a neighbour's authority has issued to this hub, PEM, keys PKCS#8.
     *
     * @param authority whom the neighbour's own certificate leads to
     */
    record Identity(Path certificate, Path key, Path authority, Path signatureCertificate, Path signatureKey) {}
}
