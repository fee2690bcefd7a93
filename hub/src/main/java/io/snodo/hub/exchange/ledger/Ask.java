package io.snodo.hub.exchange.ledger;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has to be known to decide on a message; a ticket is looked for as {@code asker}. */
public record Ask(MemberCode sender, UUID id, @Nullable TicketNumber ticket, MemberCode asker) {}
