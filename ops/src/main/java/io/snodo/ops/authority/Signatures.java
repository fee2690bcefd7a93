package io.snodo.ops.authority;

/** What a member's system signs tokens and SOAP envelopes with; whoever has the choice takes the faster. */
public enum Signatures {
    P256,
    /** For systems that know nothing else, as some that speak SOAP. */
    RSA
}
