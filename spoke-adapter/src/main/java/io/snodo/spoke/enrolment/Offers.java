package io.snodo.spoke.enrolment;

import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.CertificateRequest;
import io.snodo.messages.enrolment.EnrolmentRequest;
import io.snodo.messages.enrolment.KeyOffer;
import io.snodo.messages.enrolment.Possession;
import io.snodo.messages.enrolment.Purpose;
import java.io.IOException;
import java.security.KeyPair;
import java.security.interfaces.XECPrivateKey;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/** Asks for certificates for the keys in a folder, which are made where they are missing. */
final class Offers {
    private Offers() {}

    /**
     * @param agreement the hub's key that possession of the encryption key is proven to
     * @param context what it is proven under
     */
    static EnrolmentRequest of(
            KeyFiles files,
            Iterable<Purpose> purposes,
            MemberCode member,
            Map<String, String> agreement,
            String context)
            throws IOException {
        Map<Purpose, KeyOffer> offers = new TreeMap<>();
        for (Purpose purpose : purposes) {
            KeyPair pair = files.pair(purpose);
            offers.put(
                    purpose,
                    purpose == Purpose.ENCRYPTION
                            ? encryption(pair, agreement, context)
                            : KeyOffer.request(CertificateRequest.make(member, pair)));
        }
        return new EnrolmentRequest(offers);
    }

    private static KeyOffer encryption(KeyPair pair, Map<String, String> agreement, String context) {
        X25519PrivateKeyParameters own = new X25519PrivateKeyParameters(
                ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow());
        Map<String, String> jwk = Possession.jwk(own);
        return KeyOffer.jwk(jwk, Possession.proof(own, agreement, context, String.valueOf(jwk.get("x"))));
    }
}
