package io.snodo.envelopes;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** WS-Addressing headers of what we say. */
public final class Addressing {
    private static final String ANONYMOUS = "http://www.w3.org/2005/08/addressing/anonymous";

    private Addressing() {}

    /** The header of an envelope, made if it has none. */
    public static Element header(Document envelope) {
        Element root = envelope.getDocumentElement();
        for (Element each : Envelope.children(root)) {
            if (Envelope.is(each, Ns.SOAP, "Header")) {
                return each;
            }
        }
        String prefix = root.getPrefix() == null ? "" : root.getPrefix() + ":";
        Element header = envelope.createElementNS(Ns.SOAP, prefix + "Header");
        root.insertBefore(header, root.getFirstChild());
        return header;
    }

    /** @param to what it answers to, where that is known */
    public static void answer(Element header, @Nullable String to) {
        call(header, ANONYMOUS);
        if (to != null) {
            add(header, Ns.RELATES_TO.getLocalPart(), to);
        }
    }

    /** The id that the answer has to name. */
    public static String call(Element header, String address) {
        String id = "urn:uuid:" + UUID.randomUUID();
        add(header, Ns.TO.getLocalPart(), address);
        add(header, Ns.MESSAGE_ID.getLocalPart(), id);
        return id;
    }

    private static void add(Element header, String name, String text) {
        Element element = header.getOwnerDocument().createElementNS(Ns.ADDRESSING, "wsa:" + name);
        element.setTextContent(text);
        header.appendChild(element);
    }
}
