package io.snodo.messages.enrolment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.PublicKey;
import java.util.Locale;

/** What a member's key is for; each has one of its own. */
public enum Purpose {
    /** TLS, as client: P-256, P-384 or RSA. */
    LINK,
    /** Messages and tokens of the JSON API: Ed25519 or P-256. */
    SEAL,
    /** Tokens and envelopes of the REST and SOAP bindings: RSA or P-256. */
    SIGNATURE,
    /** What is told in confidence: X25519. */
    ENCRYPTION;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether such a key is taken for it (ST-692). */
    public boolean takes(PublicKey key) {
        return Keys.suits(key, this);
    }

    @JsonCreator
    public static Purpose of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
