package io.snodo.spoke.link.rest;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Where the hub's REST binding is, and what calls are signed with; nothing of it is needed on another binding.
 *
 * @param url up to {@code /v1}
 * @param audience the hub's name in tokens
 * @param signature what tokens are signed with: RSA or P-256, of the network's authority
 * @param idle the pause between two questions while nothing comes
 * @param progressEvery how often it is asked how far messages have come
 * @param listen where the hub calls us, if it does
 */
@ConfigurationProperties("snodo.rest")
record RestSettings(
        @Nullable URI url,
        @DefaultValue("hub") String audience,
        @Nullable Signature signature,
        @DefaultValue("2s") Duration idle,
        @DefaultValue("5s") Duration progressEvery,
        @DefaultValue("10s") Duration answerWithin,
        @Nullable Listen listen) {

    /** PEM files. */
    record Signature(Path certificate, Path key) {}

    /**
     * Our endpoint.
     *
     * @param url as the hub knows it; its path is what we listen at
     */
    record Listen(@DefaultValue("127.0.0.1") String address, int port, URI url) {
        Listen {
            Assert.isTrue(
                    url != null
                            && "https".equals(url.getScheme())
                            && url.getPath().length() > 1,
                    "snodo.rest.listen.url must be our https address as the hub knows it, with a path");
        }
    }

    URI requiredUrl() {
        if (url == null || !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException(
                    "snodo.rest.url must be the hub's REST binding, https://…/rest/staffetta/v1");
        }
        return url;
    }

    Signature requiredSignature() {
        if (signature == null) {
            throw new IllegalArgumentException(
                    "snodo.rest.signature.certificate and snodo.rest.signature.key are missing");
        }
        return signature;
    }
}
