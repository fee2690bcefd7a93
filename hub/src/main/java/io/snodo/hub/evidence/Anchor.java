package io.snodo.hub.evidence;

import java.time.Instant;

/**
 * Batches that somebody outside vouches for (ST-301): what was said of them, and the time-stamp over it.
 *
 * @param statement hashed as it stands
 * @param token RFC 3161, DER
 * @param authority the certificate that was trusted for it, DER
 * @param at the authority's time
 */
public record Anchor(long number, long from, long to, String statement, byte[] token, byte[] authority, Instant at) {}
