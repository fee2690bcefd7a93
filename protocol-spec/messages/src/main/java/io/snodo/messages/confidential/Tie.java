package io.snodo.messages.confidential;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.VerifyKey;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a JWE is tied to so that it opens nowhere else: its message, and the ticket or the call that this is about. */
public record Tie(UUID message, String matter) {

    /** ST-512. */
    public static Tie of(UUID message, TicketNumber ticket) {
        return new Tie(message, ticket.value());
    }

    /** ST-685. */
    public static Tie ofCall(UUID message, String call) {
        return new Tie(message, call);
    }

    String aad() {
        return VerifyKey.URL.encodeToString((message + " " + matter).getBytes(StandardCharsets.US_ASCII));
    }
}
