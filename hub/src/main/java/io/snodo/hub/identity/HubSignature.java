package io.snodo.hub.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the hub signs tokens and SOAP envelopes with: a certificate of the network's authority, RSA or P-256, as ModI's
 * INTEGRITY patterns want it. It is neither its seal nor its TLS certificate.
 */
public record HubSignature(List<X509Certificate> chain, PrivateKey key) {
    public X509Certificate certificate() {
        return chain.getFirst();
    }
}
