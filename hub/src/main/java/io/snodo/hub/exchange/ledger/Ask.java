package io.snodo.hub.exchange.ledger;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known to decide on a message; a ticket is looked for as {@code asker}.
 *
 * @param answersOffer whether it answers an offer: then also whether the asker has ever been made one
 */
public record Ask(MemberCode sender, UUID id, @Nullable TicketNumber ticket, MemberCode asker, boolean answersOffer) {}
