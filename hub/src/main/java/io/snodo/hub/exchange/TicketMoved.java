package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.util.Set;

/** That something has happened to a ticket; what, is for those to read who may. */
public record TicketMoved(TicketNumber ticket, long sequence, Set<MemberCode> parties) {}
