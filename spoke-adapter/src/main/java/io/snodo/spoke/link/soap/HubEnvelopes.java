package io.snodo.spoke.link.soap;

import io.snodo.envelopes.Envelope;
import io.snodo.envelopes.Ns;
import io.snodo.envelopes.Signed;
import io.snodo.envelopes.Verifier;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import io.snodo.spoke.link.http.HubCertificate;
import io.snodo.spoke.link.http.Once;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/** Whether an envelope is the hub's: read under limits, signed with its certificate, in time, and what was signed. */
final class HubEnvelopes {
    static final QName CORRELATION = new QName(Names.STAFFETTA, "X-Correlation-ID");

    private static final QName REQUEST_DIGEST = new QName(Names.STAFFETTA, "X-RequestDigest");

    /** A page has messages of others in it, in XML and sealed, and they are deeper and longer for it. */
    private static final XmlLimits LIMITS =
            new XmlLimits(8 * 1024 * 1024, 64, 400_000, 64, 300, 64 * 1024, 2 * 1024 * 1024);

    private final Verifier verifier;
    private final Once called;

    HubEnvelopes(HubCertificate certificate, Clock clock) {
        this.verifier = new Verifier(certificate::hub, clock);
        this.called = new Once(clock);
    }

    static Optional<Envelope> read(byte[] octets) {
        return XmlReader.read(octets, LIMITS) instanceof XmlReading.Plain(var document)
                        && Envelope.of(document) instanceof Envelope.Reading.Understood(Envelope envelope)
                ? Optional.of(envelope)
                : Optional.empty();
    }

    static int most() {
        return LIMITS.bytes();
    }

    /** Whether it is the hub's answer to the call of that id. */
    boolean answers(Envelope answer, String messageId) {
        return verifier.verify(answer, Optional.empty(), Set.of(CORRELATION, Ns.RELATES_TO, REQUEST_DIGEST))
                        instanceof Signed.By
                && answer.headerText(Ns.RELATES_TO).equals(Optional.of(messageId));
    }

    /** Whether it is a call of the hub's to {@code address}, for the first time. */
    boolean calls(Envelope call, URI address) {
        return verifier.verify(call, Optional.of(address.toString()), Set.of(CORRELATION))
                        instanceof Signed.By(var _, var messageId, var _, var _)
                && called.isFirst(messageId);
    }
}
