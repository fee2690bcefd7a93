package io.snodo.messages.body;

import io.snodo.messages.MemberCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file for a ticket. Its content is brought and fetched beside the message; {@code audience} is the narrowest, the owner,
 * unless widened.
 *
 * @param mediaType without parameters, in lower case
 * @param size in octets
 * @param digest SHA-256 over the content, base64url
 */
public record AttachmentOffer(
        String name,
        String mediaType,
        long size,
        String digest,
        @Nullable String description,
        @Nullable Audience audience,
        @Nullable List<MemberCode> named)
        implements TicketBody {}
