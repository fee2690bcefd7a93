package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Asked;
import java.util.UUID;

/** What somebody has been asked about a ticket and has not answered yet. */
public record Question(UUID id, MemberCode by, Asked of) {}
