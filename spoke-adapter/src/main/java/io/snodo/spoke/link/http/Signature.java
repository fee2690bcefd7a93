package io.snodo.spoke.link.http;

import io.snodo.spoke.link.PemKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** What calls are signed with, PEM files: RSA or P-256, of the network's authority. */
public record Signature(Path certificate, Path key) {
    /** The same, read. */
    public record Read(List<X509Certificate> chain, PrivateKey key) {}

    public Read read() throws IOException {
        List<X509Certificate> chain = PemKeys.chain(certificate);
        return new Read(chain, PemKeys.key(key, chain.getFirst()));
    }
}
