package io.snodo.hub.members;

import io.snodo.hub.members.store.StoredRegistry;
import io.snodo.messages.MemberCode;
import io.snodo.messages.confidential.EncryptionKey;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What members got by enrolment, and how it ends: a key that somebody else may have takes with it all that was asked for
 * with it (ST-770). Within the transaction of who asks, as the hub's tenant.
 */
@Component
class Credentials {
    private final Certificates certificates;
    private final StoredRegistry stored;

    Credentials(Certificates certificates, StoredRegistry stored) {
        this.certificates = certificates;
        this.stored = stored;
    }

    /** Whether they were asked for with a key that has been revoked meanwhile, which counts a moment longer. */
    boolean areDoubtful(List<Certified> issued) {
        return stored.revoked().contains(String.valueOf(issued.getFirst().askedWith()));
    }

    /** @param anew whether those of before are in doubt, and revoked */
    void take(List<Certified> issued, boolean anew, String by, Instant now) {
        MemberCode member = issued.getFirst().member();
        if (anew) {
            certificates.revokeAll(member, by, "enrolled anew", now);
            stored.retireEnrolled(member, now);
        }
        for (Certified each : issued) {
            certificates.keep(each, now);
            PublicKey key = publicKey(each);
            switch (each.purpose()) {
                case SEAL -> stored.enrol(member, VerifyKey.of(key), new Validity(each.since(), each.until()), now);
                case ENCRYPTION -> stored.encrypt(member, EncryptionKey.of(key).jwk());
                case LINK, SIGNATURE -> {}
            }
        }
        encryptAnew(member);
        stored.growCertificates();
    }

    /** Whether it counted until now; a seal's key goes with its certificate. */
    boolean revokeCertificate(MemberCode member, String fingerprint, String by, String reason, Instant now) {
        if (!certificates.revoke(member, fingerprint, by, reason, now)) {
            return false;
        }
        certificates.of(member).stream()
                .filter(each -> each.fingerprint().equals(fingerprint) && each.purpose() == Purpose.SEAL)
                .forEach(each -> revokeKey(member, keyId(each), by, reason, now));
        ended(member);
        return true;
    }

    /** Whether it counted until now; its certificates go with it, and what was asked for with it. */
    boolean revokeKey(MemberCode member, String keyId, String by, String reason, Instant now) {
        if (!stored.revoke(member, keyId, now.plus(RosterWatch.LOOKED))) {
            return false;
        }
        certificates.of(member).stream()
                .filter(each -> each.purpose() == Purpose.SEAL && keyId(each).equals(keyId))
                .forEach(each -> certificates.revoke(member, each.fingerprint(), by, reason, now));
        for (Certified each : certificates.askedWith(member, keyId)) {
            certificates.revoke(member, each.fingerprint(), by, reason, now);
            if (each.purpose() == Purpose.SEAL) {
                revokeKey(member, keyId(each), by, reason, now);
            }
        }
        ended(member);
        return true;
    }

    /** What others encrypt for it with, by its newest certificate. */
    Optional<Map<String, String>> encryption(MemberCode member) {
        return certificates
                .newest(member, Purpose.ENCRYPTION)
                .map(each -> EncryptionKey.of(publicKey(each)).jwk());
    }

    /** The same of all that have one. */
    Map<MemberCode, Map<String, String>> encryptions() {
        return certificates.newest(Purpose.ENCRYPTION).stream()
                .collect(Collectors.toMap(
                        Certified::member,
                        each -> EncryptionKey.of(publicKey(each)).jwk()));
    }

    private void ended(MemberCode member) {
        encryptAnew(member);
        stored.growCertificates();
    }

    /** Others encrypt for {@code member} with a key that counts, or not at all. */
    private void encryptAnew(MemberCode member) {
        Map<String, String> present = stored.encryption(member);
        boolean revoked = certificates.of(member).stream()
                .filter(each -> each.purpose() == Purpose.ENCRYPTION && each.isRevoked())
                .anyMatch(each -> EncryptionKey.of(publicKey(each)).jwk().equals(present));
        if (revoked) {
            stored.encrypt(member, encryption(member).orElse(null));
            stored.grow();
        }
    }

    private static String keyId(Certified seal) {
        return VerifyKey.of(publicKey(seal)).keyId();
    }

    private static PublicKey publicKey(Certified certified) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certified.der()))
                    .getPublicKey();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate of ours cannot be read", e);
        }
    }
}
