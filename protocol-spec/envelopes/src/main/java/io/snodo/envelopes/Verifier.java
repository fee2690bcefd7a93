package io.snodo.envelopes;

import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * Whose an envelope is (ID_AUTH_SOAP_02) and whether it is as it was signed (INTEGRITY_SOAP_01). That a signature holds is
 * not enough: each part that has to be signed is looked for among the very elements that the signature was checked over.
 */
public class Verifier {
    private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);
    private static final int LONGEST_ID = 200;

    private final Signatures signatures;
    private final Function<List<X509Certificate>, Optional<MemberCode>> authority;
    private final Clock clock;

    /** @param authority whom a chain of certificates names, its own first; empty if the network does not vouch for it */
    public Verifier(Function<List<X509Certificate>, Optional<MemberCode>> authority, Clock clock) {
        this.signatures = new Signatures();
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * @param to whom the envelope must be addressed to; empty where it is an answer
     * @param alsoSigned headers that must be signed if they are there
     */
    public Signed verify(Envelope envelope, Optional<String> to, Set<QName> alsoSigned) {
        Optional<Element> found = envelope.header(Ns.SECURITY_HEADER);
        if (found.isEmpty()) {
            return refused(RefusalCode.SIGNATURE_MISSING, "one Security header");
        }
        Optional<SecurityHeader> header = found.flatMap(SecurityHeader::of);
        if (header.isEmpty()) {
            return refused(
                    RefusalCode.SIGNATURE_MISSING,
                    "in the Security header one BinarySecurityToken (X509v3), one Timestamp, one Signature that refers to it");
        }
        List<Element> mustBeSigned = new ArrayList<>();
        mustBeSigned.add(envelope.body());
        mustBeSigned.add(header.get().timestamp());
        for (QName name : alsoSigned) {
            mustBeSigned.addAll(envelope.headers(name));
        }
        for (QName name : List.of(Ns.TO, Ns.MESSAGE_ID)) {
            Optional<Element> one = envelope.header(name);
            if (one.isEmpty()) {
                return refused(RefusalCode.SIGNATURE_MISSING, "one " + name.getLocalPart());
            }
            mustBeSigned.add(one.get());
        }
        if (to.isPresent() && !envelope.headerText(Ns.TO).equals(to)) {
            return refused(RefusalCode.SIGNATURE_INVALID, "To is the address that is called");
        }
        Optional<Lifetime> lifetime = Lifetime.of(header.get());
        if (lifetime.isEmpty() || !lifetime.get().holds(clock.instant())) {
            return refused(RefusalCode.SIGNATURE_INVALID, "a Timestamp of the last five minutes that has not expired");
        }
        return held(envelope, header.get(), mustBeSigned, lifetime.get().expires());
    }

    private Signed held(Envelope envelope, SecurityHeader header, List<Element> mustBeSigned, Instant expires) {
        String messageId = envelope.headerText(Ns.MESSAGE_ID).orElse("");
        if (messageId.isEmpty() || messageId.length() > LONGEST_ID) {
            return refused(RefusalCode.SIGNATURE_INVALID, "a MessageID of at most 200 characters");
        }
        return switch (signatures.check(envelope.document(), header, clock)) {
            case Signatures.Result.Broken(String cause) -> {
                LOG.info("signature refused cause={}", cause);
                yield new Signed.Refused(Refusal.of(RefusalCode.SIGNATURE_INVALID));
            }
            case Signatures.Result.Holds(List<X509Certificate> chain, List<Element> over) -> {
                for (Element part : mustBeSigned) {
                    if (over.stream().noneMatch(each -> each == part)) {
                        yield refused(RefusalCode.SIGNATURE_MISSING, part.getLocalName() + " signed");
                    }
                }
                Optional<MemberCode> member = authority.apply(chain);
                yield member.isEmpty()
                        ? new Signed.Refused(Refusal.of(RefusalCode.CERTIFICATE_UNTRUSTED))
                        : new Signed.By(member.get(), messageId, expires, header.references());
            }
        };
    }

    private static Signed refused(RefusalCode code, String demanded) {
        return new Signed.Refused(Refusal.of(code, "demanded: " + demanded));
    }
}
