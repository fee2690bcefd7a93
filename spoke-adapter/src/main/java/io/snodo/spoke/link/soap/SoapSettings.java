package io.snodo.spoke.link.soap;

import io.snodo.spoke.link.http.Listen;
import io.snodo.spoke.link.http.Signature;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the hub's SOAP binding is, and what envelopes are signed with; nothing of it is needed on another binding.
 *
 * @param url the address that the network has given out for it; envelopes are addressed to it
 * @param signature what envelopes are signed with
 * @param idle the pause between two questions while nothing comes
 * @param progressEvery how often it is asked how far messages have come
 * @param listen where the hub calls us, if it does
 */
@ConfigurationProperties("snodo.soap")
record SoapSettings(
        @Nullable URI url,
        @Nullable Signature signature,
        @DefaultValue("2s") Duration idle,
        @DefaultValue("5s") Duration progressEvery,
        @DefaultValue("10s") Duration answerWithin,
        @Nullable Listen listen) {

    URI requiredUrl() {
        if (url == null || !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException(
                    "snodo.soap.url must be the hub's SOAP binding, https://…/soap/staffetta/v1");
        }
        return url;
    }

    Signature requiredSignature() {
        if (signature == null) {
            throw new IllegalArgumentException(
                    "snodo.soap.signature.certificate and snodo.soap.signature.key are missing");
        }
        return signature;
    }

    Listen requiredListen() {
        if (listen == null) {
            throw new IllegalArgumentException(
                    "snodo.soap.listen.port and snodo.soap.listen.url are missing: where the hub calls us");
        }
        return listen;
    }
}
