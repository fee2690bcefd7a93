package io.snodo.hub.soap;

import io.snodo.hub.identity.NetworkAuthority;
import java.time.Clock;

/** A verifier outside a hub. */
public final class TestVerifier {
    private TestVerifier() {}

    public static Verifier over(NetworkAuthority authority) {
        return new Verifier(authority, Clock.systemUTC());
    }
}
