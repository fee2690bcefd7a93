package io.snodo.hub.doors.soap;

import io.snodo.envelopes.Addressing;
import io.snodo.envelopes.Signer;
import io.snodo.messages.xml.Told;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.staxutils.W3CDOMStreamWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Answers and faults alike name the call, repeat what was signed of it, and are signed by the hub. */
final class SignedAnswers extends AbstractSoapInterceptor {
    private final Signer signer;

    SignedAnswers(Signer signer) {
        super(Phase.PRE_PROTOCOL);
        this.signer = signer;
    }

    /** Has the answer written into a document instead of to the caller. */
    @Override
    public void handleMessage(SoapMessage message) {
        if (message.getExchange().get(Answering.class) != null) {
            Signing signing = new Signing(message.getContent(XMLStreamWriter.class));
            message.setContent(XMLStreamWriter.class, signing.document);
            message.getInterceptorChain().add(signing);
        }
    }

    /** When the whole of it has been written. */
    private final class Signing extends AbstractSoapInterceptor {
        private final W3CDOMStreamWriter document = new W3CDOMStreamWriter();
        private final XMLStreamWriter caller;

        Signing(XMLStreamWriter caller) {
            super(Phase.PRE_PROTOCOL_ENDING);
            this.caller = caller;
        }

        @Override
        public void handleMessage(SoapMessage message) {
            sign(document.getDocument(), message.getExchange().get(Answering.class));
            message.setContent(XMLStreamWriter.class, caller);
            try {
                StaxUtils.writeNode(document.getDocument(), caller, true);
                caller.flush();
            } catch (XMLStreamException e) {
                throw new Fault(e);
            }
        }
    }

    private void sign(Document envelope, Answering answering) {
        Element header = Addressing.header(envelope);
        Told.add(header, "X-Correlation-ID", answering.correlation());
        if (!answering.references().isEmpty()) {
            Element digest = Told.add(header, "X-RequestDigest");
            answering.references().forEach(each -> digest.appendChild(envelope.importNode(each, true)));
        }
        Addressing.answer(header, answering.messageId());
        signer.sign(envelope);
    }
}
