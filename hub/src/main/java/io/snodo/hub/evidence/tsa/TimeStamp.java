package io.snodo.hub.evidence.tsa;

import java.time.Instant;

/**
 * A time-stamp that has been checked.
 *
 * @param token DER
 * @param authority the certificate that was trusted for it, DER
 * @param at the authority's time
 */
public record TimeStamp(byte[] token, byte[] authority, Instant at) {}
