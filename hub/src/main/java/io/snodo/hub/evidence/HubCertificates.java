package io.snodo.hub.evidence;

import io.snodo.messages.seal.VerifyKey;
import java.util.List;

/** The certificates of the hub's seal, that of today and those it had before: for who is to compare them with his own. */
public record HubCertificates(List<Certified> all) {
    /** A key of the hub's, with its certificate in DER. */
    public record Certified(VerifyKey key, byte[] der) {}
}
