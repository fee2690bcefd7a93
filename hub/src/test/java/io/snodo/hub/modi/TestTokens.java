package io.snodo.hub.modi;

import io.snodo.hub.TestAuthority;
import io.snodo.hub.identity.HubSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.springframework.boot.ssl.pem.PemContent;

/** The hub's tokens, signed with a certificate of a test's authority. */
public final class TestTokens {
    private TestTokens() {}

    public static HubTokens ofHub(TestAuthority authority) {
        TestAuthority.Identity own = authority.signature("hub");
        try {
            return new HubTokens(
                    new HubSignature(
                            PemContent.load(own.certificate()).getCertificates(),
                            PemContent.load(own.key()).getPrivateKey()),
                    new ModiSettings("hub"),
                    Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
