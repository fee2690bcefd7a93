package io.snodo.hub.identity;

import io.snodo.messages.seal.VerifyKey;
import java.util.List;
import java.util.Optional;

/** Those who run the hub, as far as their programs may call it: by a key of their own. */
public interface Operators {
    /** Whoever signs with that key; empty if it is nobody's. */
    Optional<Operator> byKey(String keyId);

    /** One of them. */
    record Operator(String username, List<String> roles, VerifyKey key) {
        public Operator {
            roles = List.copyOf(roles);
        }
    }
}
