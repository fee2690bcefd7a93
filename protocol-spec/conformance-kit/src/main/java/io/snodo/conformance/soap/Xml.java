package io.snodo.conformance.soap;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Looks into XML, and writes it as it stands. */
public final class Xml {
    private Xml() {}

    public static List<Element> children(Element of) {
        List<Element> children = new ArrayList<>();
        for (Node each = of.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    public static List<Element> children(Element of, String namespace, String name) {
        return children(of).stream().filter(each -> is(each, namespace, name)).toList();
    }

    /** The one child of that name; empty where there is none, or more than one. */
    public static Optional<Element> only(Element of, String namespace, String name) {
        List<Element> found = children(of, namespace, name);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    public static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** Wherever it stands; the first. */
    public static Optional<Element> first(Document in, String namespace, String name) {
        NodeList found = in.getElementsByTagNameNS(namespace, name);
        return found.getLength() == 0 ? Optional.empty() : Optional.of((Element) found.item(0));
    }

    public static String text(Element element) {
        return element.getTextContent().strip();
    }

    /** Without a declaration, so that it can be put into another text. */
    public static String written(Node node) {
        try {
            Transformer plain = TransformerFactory.newDefaultInstance().newTransformer();
            plain.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter out = new StringWriter();
            plain.transform(new DOMSource(node), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("XML that was read cannot be written", e);
        }
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }
}
