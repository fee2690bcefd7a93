package io.snodo.hub.enrolment;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Sha256;
import io.snodo.messages.enrolment.CertificateRequest;
import io.snodo.messages.enrolment.KeyOffer;
import io.snodo.messages.enrolment.Possession;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/** The keys that somebody wants certificates for, each proven and of a kind that is taken; or why not. */
sealed interface Offered {
    /** Public keys, no two of them the same. */
    record Good(Map<Purpose, PublicKey> keys) implements Offered {
        /** The same for the same keys, however often they are asked with. */
        String digest() {
            String all = keys.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(each -> each.getKey().wire() + " "
                            + Sha256.hex(each.getValue().getEncoded()))
                    .collect(Collectors.joining("\n"));
            return Sha256.hex(all.getBytes(StandardCharsets.UTF_8));
        }
    }

    record Bad(Refusal refusal) implements Offered {}

    /** @param context what possession of a key that cannot sign is proven under */
    static Offered read(
            Map<Purpose, KeyOffer> offers, MemberCode member, X25519PrivateKeyParameters hub, String context) {
        Map<Purpose, PublicKey> keys = new EnumMap<>(Purpose.class);
        Set<String> seen = new HashSet<>();
        for (Map.Entry<Purpose, KeyOffer> each : offers.entrySet()) {
            Purpose purpose = each.getKey();
            Offered one = purpose == Purpose.ENCRYPTION
                    ? encryption(each.getValue(), hub, context)
                    : requested(each.getValue(), purpose, member);
            switch (one) {
                case Bad bad -> {
                    return bad;
                }
                case Good(var found) -> {
                    keys.putAll(found);
                    PublicKey key = found.values().iterator().next();
                    if (!seen.add(Sha256.hex(key.getEncoded()))) {
                        return bad(RefusalCode.KEY_REUSED, purpose);
                    }
                }
            }
        }
        return new Good(keys);
    }

    private static Offered requested(KeyOffer offer, Purpose purpose, MemberCode member) {
        CertificateRequest request = offer.request() == null
                ? null
                : CertificateRequest.read(offer.request()).orElse(null);
        if (request == null || !request.isSigned()) {
            return bad(RefusalCode.CERTIFICATE_REQUEST_INVALID, purpose);
        }
        if (!request.names(member)) {
            return bad(RefusalCode.CERTIFICATE_SUBJECT_WRONG, purpose);
        }
        return purpose.takes(request.key())
                ? new Good(Map.of(purpose, request.key()))
                : bad(RefusalCode.KEY_UNSUITABLE, purpose);
    }

    private static Offered encryption(KeyOffer offer, X25519PrivateKeyParameters hub, String context) {
        if (offer.jwk() == null || !"X25519".equals(offer.jwk().get("crv"))) {
            return bad(RefusalCode.KEY_UNSUITABLE, Purpose.ENCRYPTION);
        }
        if (!Possession.isProven(offer, hub, context)) {
            return bad(RefusalCode.KEY_UNPROVEN, Purpose.ENCRYPTION);
        }
        try {
            byte[] x = Base64.getUrlDecoder().decode(String.valueOf(offer.jwk().get("x")));
            byte[] bigEndian = new byte[x.length];
            for (int i = 0; i < x.length; i++) {
                bigEndian[i] = x[x.length - 1 - i];
            }
            return new Good(Map.of(
                    Purpose.ENCRYPTION,
                    KeyFactory.getInstance("X25519")
                            .generatePublic(
                                    new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return bad(RefusalCode.KEY_UNSUITABLE, Purpose.ENCRYPTION);
        }
    }

    private static Bad bad(RefusalCode code, Purpose purpose) {
        return new Bad(Refusal.of(code, purpose.wire()));
    }
}
