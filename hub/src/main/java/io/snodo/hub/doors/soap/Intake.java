package io.snodo.hub.doors.soap;

import io.snodo.envelopes.Envelope;
import io.snodo.envelopes.Ns;
import io.snodo.envelopes.Signed;
import io.snodo.envelopes.Verifier;
import io.snodo.hub.identity.CallRates;
import io.snodo.hub.identity.Problems;
import io.snodo.hub.identity.SeenTokens;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.io.DelegatingInputStream;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First of all interceptors: before CXF parses anything, the envelope has been read under limits, is known to be well
 * signed, by the member that is connected, and for the first time.
 */
final class Intake extends AbstractSoapInterceptor {
    static final QName REPLY_TO = new QName(Names.STAFFETTA, "X-ReplyTo");
    static final QName CORRELATION = new QName(Names.STAFFETTA, "X-Correlation-ID");

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final String address;
    private final Duration patience;
    private final CallRates rates;
    private final Verifier verifier;
    private final SeenTokens seen;
    private final Clock clock;

    Intake(String address, Duration patience, CallRates rates, Verifier verifier, SeenTokens seen, Clock clock) {
        super(Phase.RECEIVE);
        addBefore(AttachmentInInterceptor.class.getName());
        this.address = address;
        this.patience = patience;
        this.rates = rates;
        this.verifier = verifier;
        this.seen = seen;
        this.clock = clock;
    }

    /** So that senders may demand that they be understood. */
    @Override
    public Set<QName> getUnderstoodHeaders() {
        return Set.of(
                Ns.SECURITY_HEADER,
                Ns.TO,
                Ns.MESSAGE_ID,
                new QName(Ns.ADDRESSING, "Action"),
                new QName(Ns.ADDRESSING, "ReplyTo"),
                new QName(Ns.ADDRESSING, "From"),
                REPLY_TO,
                CORRELATION);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        Object method = message.get(Message.HTTP_REQUEST_METHOD);
        if ("GET".equals(method)) {
            return; // the description is asked for
        }
        // who is refused is answered at once: CXF would read, and keep, whatever he may still send
        message.removeContent(DelegatingInputStream.class);
        message.put(Message.ENCODING, StandardCharsets.UTF_8.name()); // in which it is answered, whatever it came in
        HttpServletRequest request =
                (HttpServletRequest) Objects.requireNonNull(message.get(AbstractHTTPDestination.HTTP_REQUEST));
        Answering answering = new Answering(Problems.correlation(request));
        message.getExchange().put(Answering.class, answering);
        rates.mustWait(request.getUserPrincipal().getName()).ifPresent(wait -> {
            throw refused(Refusal.later(RefusalCode.RATE_LIMITED, wait), answering);
        });
        if (!"POST".equals(method)) {
            throw refused(Refusal.of(RefusalCode.METHOD_NOT_ALLOWED), answering);
        }
        if (!isXml(String.valueOf(message.get(Message.CONTENT_TYPE)))) {
            throw refused(RefusalCode.CONTENT_TYPE_UNSUPPORTED, "text/xml in UTF-8", answering);
        }
        byte[] octets = Octets.read(message.getContent(InputStream.class), XmlLimits.SOAP.bytes(), patience, clock)
                .orElseThrow(() -> refused(RefusalCode.XML_MALFORMED, "the body did not come to its end", answering));
        Envelope envelope = envelope(octets, answering);
        MemberCode connected = new MemberCode(request.getUserPrincipal().getName());
        verified(envelope, connected, answering);
        message.getExchange()
                .put(
                        Call.class,
                        new Call(
                                connected,
                                envelope.headerText(CORRELATION),
                                envelope.headerText(REPLY_TO),
                                Audit.of(request, answering.correlation()),
                                octets,
                                envelope.payload()));
        message.setContent(InputStream.class, new ByteArrayInputStream(octets));
    }

    private static Envelope envelope(byte[] octets, Answering answering) {
        return switch (XmlReader.read(octets, XmlLimits.SOAP)) {
            case XmlReading.Refused(Refusal refusal) -> throw refused(refusal, answering);
            case XmlReading.Plain(var document) ->
                switch (Envelope.of(document)) {
                    case Envelope.Reading.Refused(Refusal refusal) -> throw refused(refusal, answering);
                    case Envelope.Reading.Understood(Envelope envelope) -> envelope;
                };
        };
    }

    private void verified(Envelope envelope, MemberCode connected, Answering answering) {
        switch (verifier.verify(envelope, Optional.of(address), Set.of(REPLY_TO, CORRELATION))) {
            case Signed.Refused(Refusal refusal) -> throw refused(refusal, answering);
            case Signed.By(var member, var messageId, var expires, var references) -> {
                if (!member.equals(connected)) {
                    throw refused(Refusal.of(RefusalCode.CERTIFICATE_FOREIGN), answering);
                }
                answering.to(messageId, references);
                if (!seen.add(member, "wsa:" + messageId, expires.plus(SKEW))) {
                    throw refused(Refusal.of(RefusalCode.SIGNATURE_REPLAYED), answering);
                }
            }
        }
    }

    private static boolean isXml(String contentType) {
        String plain = contentType.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        return plain.equals("text/xml") || plain.equals("text/xml;charset=utf-8");
    }

    private static RuntimeException refused(RefusalCode code, String detail, Answering answering) {
        return refused(Refusal.of(code, detail), answering);
    }

    private static RuntimeException refused(Refusal refusal, Answering answering) {
        LOG.info(
                "call refused binding=soap refusal={} correlation={}",
                refusal.code().wire(),
                answering.correlation());
        return Faults.of(refusal, answering.correlation());
    }
}
