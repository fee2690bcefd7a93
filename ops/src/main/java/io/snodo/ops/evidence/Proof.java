package io.snodo.ops.evidence;

import java.util.List;
import java.util.Map;

/**
 * What a file without a flaw shows.
 *
 * @param stamps by batch; those of batches not yet anchored are missing
 * @param hubKnown, authorityKnown whether a certificate from outside the file was compared
 */
record Proof(
        EvidenceFile file,
        KeyRing keys,
        List<Recorded> messages,
        Map<Long, TimeStamp> stamps,
        List<Custody.Holding> holdings,
        boolean hubKnown,
        boolean authorityKnown) {}
