package io.snodo.envelopes;

import io.snodo.messages.xml.Told;
import java.io.ByteArrayOutputStream;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Envelopes of our own. */
public final class Written {
    private Written() {}

    /** Around {@code payload}, which its document has as its root; the header is still empty. */
    public static Document around(Element payload) {
        Document document = payload.getOwnerDocument();
        document.removeChild(payload);
        Element envelope = document.createElementNS(Ns.SOAP, "e:Envelope");
        Element body = document.createElementNS(Ns.SOAP, "e:Body");
        document.appendChild(envelope);
        envelope.appendChild(document.createElementNS(Ns.SOAP, "e:Header"));
        envelope.appendChild(body);
        body.appendChild(payload);
        return document;
    }

    /** A fault of the caller's making; {@code told} is what it is told beside the words, if anything. */
    public static Element fault(String words, @Nullable Element told) {
        Document document = told == null ? Told.root("none").getOwnerDocument() : told.getOwnerDocument();
        Element fault = document.createElementNS(Ns.SOAP, "e:Fault");
        document.replaceChild(fault, document.getDocumentElement());
        // of no namespace, all three (SOAP 1.1, 4.4)
        fault.appendChild(document.createElementNS(null, "faultcode")).setTextContent("e:Client");
        fault.appendChild(document.createElementNS(null, "faultstring")).setTextContent(words);
        if (told != null) {
            fault.appendChild(document.createElementNS(null, "detail")).appendChild(told);
        }
        return fault;
    }

    /** In UTF-8, so that it is read again as it stands: nothing is indented, and line ends are kept. */
    public static byte[] octets(Document envelope) {
        try {
            Transformer plain = TransformerFactory.newDefaultInstance().newTransformer();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            plain.transform(new DOMSource(envelope), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException("an envelope of our own cannot be written", e);
        }
    }
}
