package io.snodo.ops.evidence;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys of the file, by their thumbprints; and the name by which a member is called in it. */
final class KeyRing {
    static final String HUB = "hub";

    private final Map<String, Held> keys = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();

    /** A key, and for whom the file lists it. */
    record Held(EvidenceFile.Key listed, Jwk jwk) {}

    /** {@code hub}, certificates from outside the file, are the only ones the hub may have sealed with (ST-332). */
    KeyRing(List<EvidenceFile.Key> listed, List<X509Certificate> hub) {
        for (EvidenceFile.Key key : listed) {
            try {
                Jwk jwk = Jwk.of(key.jwk());
                if (key.certificate() != null) {
                    certified(key, jwk, certificate(Octets.decode(key.certificate())));
                }
                if (key.member().equals(HUB) && !hub.isEmpty()) {
                    outside(jwk, hub);
                }
                if (keys.put(jwk.id(), new Held(key, jwk)) != null) {
                    throw new Flaw("ST-320", "key_twice", key.member());
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new Flaw("ST-320", "key_unusable", key.member());
            }
            if (key.name() != null) {
                names.put(key.member(), key.name());
            }
        }
    }

    /** The key under {@code id}, if it is listed. */
    @Nullable
    Held of(String id) {
        return keys.get(id);
    }

    /** Whether {@code jws} was signed with a key that is listed for the hub. */
    boolean signedByHub(Jws jws) {
        Held held = keys.get(jws.kid());
        return held != null && held.listed().member().equals(HUB) && jws.holds(held.jwk());
    }

    List<Held> all() {
        return List.copyOf(keys.values());
    }

    /** As people say it: the name with the code, or the code. */
    String called(String member) {
        String name = names.get(member);
        return name == null ? member : name + " (" + member + ")";
    }

    static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static void certified(EvidenceFile.Key key, Jwk jwk, X509Certificate certificate) {
        if (!same(jwk, certificate)) {
            throw new Flaw("ST-320", "certificate_of_another_key", key.member());
        }
    }

    private static void outside(Jwk jwk, List<X509Certificate> certificates) {
        if (certificates.stream().noneMatch(certificate -> same(jwk, certificate))) {
            throw new Flaw("ST-332", "hub_is_another", jwk.id());
        }
    }

    private static boolean same(Jwk jwk, X509Certificate certificate) {
        return Arrays.equals(
                Objects.requireNonNull(jwk.key().getEncoded()),
                certificate.getPublicKey().getEncoded());
    }
}
