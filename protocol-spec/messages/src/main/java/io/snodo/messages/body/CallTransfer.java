package io.snodo.messages.body;

import io.snodo.messages.TicketNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A citizen on the line is passed to another member, and what was said goes before. Names no person but in {@code
 * confidential}, a JWE.
 *
 * @param call by what both telephone systems know it; never a telephone number
 * @param queue a category of the network's vocabulary
 * @param language of the citizen, BCP 47
 * @param until from when on nobody is on the line any more
 * @param ticket for the recipient to open if it is a party
 */
public record CallTransfer(
        String call,
        CallMode mode,
        String queue,
        @Nullable String language,
        String text,
        Instant until,
        @Nullable TicketNumber ticket,
        @Nullable JsonNode confidential)
        implements Body {

    public CallTransfer with(@Nullable JsonNode secret) {
        return new CallTransfer(call, mode, queue, language, text, until, ticket, secret);
    }
}
