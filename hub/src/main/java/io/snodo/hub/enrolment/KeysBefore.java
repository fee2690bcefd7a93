package io.snodo.hub.enrolment;

import io.snodo.hub.members.Certificates;
import io.snodo.hub.members.KeyHistory;
import io.snodo.messages.Sha256;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.VerifyKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** No key comes twice: not for something else, not of somebody else, and not after it was revoked. */
@Component
class KeysBefore {
    private final Certificates certificates;
    private final KeyHistory seals;

    KeysBefore(Certificates certificates, KeyHistory seals) {
        this.certificates = certificates;
        this.seals = seals;
    }

    /** Why one of them cannot be taken; empty if all are new. */
    Optional<Refusal> known(Offered.Good offered) {
        return offered.keys().entrySet().stream()
                .filter(each -> isKnown(each.getValue()))
                .map(Map.Entry::getKey)
                .map(Purpose::wire)
                .findFirst()
                .map(purpose -> Refusal.of(RefusalCode.KEY_REUSED, purpose));
    }

    private boolean isKnown(PublicKey key) {
        return !certificates.withKey(Sha256.hex(key.getEncoded())).isEmpty() || isSealOfBefore(key);
    }

    private boolean isSealOfBefore(PublicKey key) {
        try {
            return !seals.of(List.of(VerifyKey.of(key).keyId())).isEmpty();
        } catch (IllegalArgumentException e) {
            return false; // no key for seals
        }
    }
}
