package io.snodo.hub.identity;

import io.snodo.messages.seal.VerifyKey;
import java.util.List;
import java.util.Optional;

/** Those who have an account at the hub's console, and whose programs may call it: by a key of their own. */
public interface Operators {
    /** Whoever signs with that key; empty if it is nobody's. */
    Optional<Operator> byKey(String keyId);

    /** Those who log in with a password of the hub's own. */
    List<Account> accounts();

    /** Who logs in, and whether a second factor is wanted of him. */
    record Account(Office office, boolean secondFactor) {}

    /** One of them whose programs call. */
    record Operator(String username, List<String> roles, VerifyKey key) {
        public Operator {
            roles = List.copyOf(roles);
        }
    }
}
