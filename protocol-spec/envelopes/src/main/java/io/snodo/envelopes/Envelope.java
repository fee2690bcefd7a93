package io.snodo.envelopes;

import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A SOAP 1.1 envelope whose parts are where they belong and nowhere else: what is looked for by place here is what the
 * signature is later held against.
 */
public record Envelope(Document document, Element header, Element body, Element payload) {

    /** What a document turns out to be. */
    public sealed interface Reading {
        record Understood(Envelope envelope) implements Reading {}

        record Refused(Refusal refusal) implements Reading {}
    }

    public static Reading of(Document document) {
        Element root = document.getDocumentElement();
        List<Element> parts = children(root);
        if (!is(root, Ns.SOAP, "Envelope")
                || parts.size() != 2
                || !is(parts.getFirst(), Ns.SOAP, "Header")
                || !is(parts.getLast(), Ns.SOAP, "Body")) {
            return refused("an envelope of SOAP 1.1 with one header and one body");
        }
        List<Element> payload = children(parts.getLast());
        if (payload.size() != 1) {
            return refused("one element in the body");
        }
        return new Reading.Understood(new Envelope(document, parts.getFirst(), parts.getLast(), payload.getFirst()));
    }

    private static Reading refused(String demanded) {
        return new Reading.Refused(Refusal.of(RefusalCode.XML_MALFORMED, "demanded: " + demanded));
    }

    /** The header of that name; empty if there is none or more than one. */
    public Optional<Element> header(QName name) {
        List<Element> found = headers(name);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    List<Element> headers(QName name) {
        return children(header).stream()
                .filter(each -> is(each, name.getNamespaceURI(), name.getLocalPart()))
                .toList();
    }

    /** The text of that header, without the white space around it. */
    public Optional<String> headerText(QName name) {
        return header(name).map(each -> each.getTextContent().strip());
    }

    /** Whether it has that name. */
    public static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** The elements in it, without those in them. */
    public static List<Element> children(Element of) {
        List<Element> children = new ArrayList<>();
        for (Node each = of.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
