package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Stamp;

/** A recorded delivery with all that the recipient gets; {@code id} grows in the order of what is delivered. */
public record Outgoing(long id, MemberCode recipient, String jws, Stamp stamp) {}
