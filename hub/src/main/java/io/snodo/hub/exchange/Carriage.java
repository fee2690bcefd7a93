package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Stamp;

/**
 * What another hub has decided on and brings for one of our members; not yet trusted.
 *
 * @param hub the hub that the door has authenticated
 * @param jws with what of it the recipient may see
 * @param stamp that hub's
 */
public record Carriage(MemberCode hub, MemberCode recipient, String jws, Stamp stamp) {}
