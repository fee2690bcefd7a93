package io.snodo.hub.soap;

import java.io.ByteArrayOutputStream;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Envelopes of the hub's own. */
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

    /** In UTF-8, so that it is read again as it stands: nothing is indented, and line ends are kept. */
    public static byte[] octets(Document envelope) {
        try {
            Transformer plain = TransformerFactory.newDefaultInstance().newTransformer();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            plain.transform(new DOMSource(envelope), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException("an envelope of the hub's own cannot be written", e);
        }
    }
}
