package io.snodo.hub.modi;

import com.nimbusds.jwt.JWTClaimsSet;
import io.snodo.messages.refusal.Refusal;

/** What came of reading a token. */
sealed interface Token {
    /** Signed by the member that is connected, for the hub, and in time; not yet asked whether it was used before. */
    record Good(String compact, JWTClaimsSet claims) implements Token {}

    record Refused(Refusal refusal) implements Token {}
}
