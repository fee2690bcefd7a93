package io.snodo.spoke.link.rest;

import io.snodo.spoke.link.http.Listen;
import io.snodo.spoke.link.http.Signature;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the hub's REST binding is, and what calls are signed with; nothing of it is needed on another binding.
 *
 * @param url up to {@code /v1}
 * @param audience the hub's name in tokens
 * @param signature what tokens are signed with
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

    Listen requiredListen() {
        if (listen == null) {
            throw new IllegalArgumentException(
                    "snodo.rest.listen.port and snodo.rest.listen.url are missing: where the hub calls us");
        }
        return listen;
    }
}
