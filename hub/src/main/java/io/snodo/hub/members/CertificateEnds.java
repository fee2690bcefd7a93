package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.List;

/** Whoever knows of members' certificates when they end tells it here, and the operator sees all of them in one list. */
public interface CertificateEnds {
    /** Of all members, in any order; what has no end is left out. */
    List<End> all();

    /** What a certificate is for. */
    enum Kind {
        SEAL,
        LINK,
        SIGNATURE
    }

    /** @param heldByHub for a member whose binding carries no seal */
    record End(MemberCode member, Kind kind, String id, Instant until, boolean heldByHub) {}
}
