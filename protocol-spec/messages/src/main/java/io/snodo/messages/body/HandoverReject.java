package io.snodo.messages.body;

import io.snodo.messages.MemberCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The member that was offered custody declines, with a reason, and may suggest who is competent. */
public record HandoverReject(
        UUID offer, String reason, @Nullable MemberCode suggests) implements TicketBody {}
