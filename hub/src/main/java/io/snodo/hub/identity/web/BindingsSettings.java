package io.snodo.hub.identity.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * Where members call that do not stay connected. Without a port those doors stay shut.
 *
 * @param port for HTTPS with a client's certificate (ID_AUTH_CHANNEL_02)
 * @param certificate the hub's own, PEM, with {@code key} (PKCS#8)
 * @param authority whose certificates admit members
 * @param signature what the hub signs tokens and envelopes with
 * @param comings how often one address may connect anew
 */
@ConfigurationProperties("snodo.bindings")
record BindingsSettings(
        @DefaultValue("127.0.0.1") String address,
        @Nullable Integer port,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path authority,
        @Nullable Signature signature,
        @DefaultValue Coming comings) {

    /** AEAD with ephemeral keys only, as the Italian guidelines want it (ID_AUTH_CHANNEL_02). */
    private static final SslOptions STRONG = SslOptions.of(
            new String[] {
                "TLS_AES_256_GCM_SHA384",
                "TLS_AES_128_GCM_SHA256",
                "TLS_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
            },
            new String[] {"TLSv1.3", "TLSv1.2"});

    /** A certificate of the network's authority and its key (PKCS#8), PEM. */
    record Signature(Path certificate, Path key) {}

    /** {@code perSecond} in the long run, and {@code burst} at once: the members of a region may come from one address. */
    record Coming(
            @DefaultValue("30") int perSecond,
            @DefaultValue("500") int burst) {}

    BindingsSettings {
        if (port != null) {
            readable(certificate, "certificate");
            readable(key, "key");
            readable(authority, "authority");
            readable(signature == null ? null : signature.certificate(), "signature.certificate");
            readable(signature == null ? null : signature.key(), "signature.key");
        }
    }

    /** The hub's certificate, and trust in the network's authority, in {@code members}, and nobody else. */
    SslBundle tls(X509Certificate members) {
        return SslBundle.of(
                new PemSslStoreBundle(
                        PemSslStoreDetails.forCertificate(uri(certificate)).withPrivateKey(uri(key)),
                        PemSslStoreDetails.forCertificate(trusted(members))),
                null,
                STRONG);
    }

    private String trusted(X509Certificate members) {
        try {
            return Files.readString(Objects.requireNonNull(authority), StandardCharsets.UTF_8)
                    + "\n-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(members.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (IOException | CertificateEncodingException e) {
            throw new IllegalArgumentException("snodo.bindings.authority cannot be read: " + authority, e);
        }
    }

    private static @Nullable String uri(@Nullable Path file) {
        return file == null ? null : file.toUri().toString();
    }

    private static void readable(@Nullable Path file, String name) {
        if (file == null || !Files.isReadable(file)) {
            throw new IllegalArgumentException("snodo.bindings." + name + " must name a PEM file that can be read"
                    + " (ops/demo makes a set for trying out), or snodo.bindings.port must go");
        }
    }
}
