package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Sha256;
import io.snodo.messages.enrolment.Purpose;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that a member got by enrolment, or brought to it.
 *
 * @param fingerprint SHA-256 of {@code der}, in hexadecimal digits
 * @param key SHA-256 of its public key
 * @param request SHA-256 of what was asked, so that it can be asked again
 * @param askedWith the id of the seal key it was asked for with; null where it was an invitation
 */
public record Certified(
        String fingerprint,
        MemberCode member,
        Purpose purpose,
        String key,
        byte[] der,
        Instant since,
        Instant until,
        String request,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        @Nullable String reason,
        @Nullable String askedWith) {

    public static Certified of(
            MemberCode member,
            Purpose purpose,
            X509Certificate certificate,
            String request,
            @Nullable String askedWith) {
        byte[] der = der(certificate);
        return new Certified(
                Sha256.hex(der),
                member,
                purpose,
                Sha256.hex(certificate.getPublicKey().getEncoded()),
                der,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                request,
                null,
                null,
                null,
                askedWith);
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }

    static String fingerprint(X509Certificate certificate) {
        return Sha256.hex(der(certificate));
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that cannot be written", (GeneralSecurityException) e);
        }
    }
}
