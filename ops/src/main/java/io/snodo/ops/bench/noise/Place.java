package io.snodo.ops.bench.noise;

import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.ops.authority.MutualTls;
import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.http.Signature;
import io.snodo.spoke.link.rest.RestSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * Who makes the noise, and where.
 *
 * @param keys the member's
 * @param amqps the broker's door
 * @param bindings the door for those who call
 */
record Place(MemberCode member, Path keys, URI amqps, URI bindings) {
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    Words words() throws IOException {
        return new Words(member, SealKey.read(keys.resolve("seal.key"), VerifyKey.read(keys.resolve("seal.pem"))));
    }

    SSLContext tls() throws IOException {
        try {
            return MutualTls.of(keys);
        } catch (GeneralSecurityException e) {
            throw new IOException("the noisy member's own keys cannot be read", e);
        }
    }

    LinkSettings.Tls link() {
        return new LinkSettings.Tls(
                keys.resolve("link.pem"), keys.resolve("link.key"), keys.resolveSibling("authority.pem"));
    }

    RestSettings rest() {
        Signature signature = new Signature(keys.resolve("signature.pem"), keys.resolve("signature.key"));
        return new RestSettings(bindings.resolve("/rest/staffetta/v1"), "hub", signature, IDLE, IDLE, ANSWER, null);
    }
}
