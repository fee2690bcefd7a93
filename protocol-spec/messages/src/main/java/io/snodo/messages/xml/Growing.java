package io.snodo.messages.xml;

import io.snodo.messages.xml.XmlReader.TooMuch;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A document as it is read, counted as it grows. Comments are left out: nothing that is signed or meant is in them. */
final class Growing {
    private final XmlLimits limits;
    private final Document document = empty();
    private Node at = document;
    private int depth;
    private int elements;

    Growing(XmlLimits limits) {
        this.limits = limits;
    }

    Document grow(XMLStreamReader reader) throws XMLStreamException, TooMuch {
        String encoding = reader.getCharacterEncodingScheme();
        demand(encoding == null || encoding.equalsIgnoreCase("UTF-8"), "encoding");
        demand(reader.getVersion() == null || reader.getVersion().equals("1.0"), "version");
        while (reader.hasNext()) {
            int event = reader.next();
            if (XmlReader.isText(event)) {
                text(reader);
            } else {
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> open(reader);
                    case XMLStreamConstants.END_ELEMENT -> close();
                    case XMLStreamConstants.COMMENT, XMLStreamConstants.END_DOCUMENT -> {}
                    case XMLStreamConstants.DTD -> throw new TooMuch("document type");
                    case XMLStreamConstants.ENTITY_REFERENCE -> throw new TooMuch("entity");
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> throw new TooMuch("processing instruction");
                    default -> throw new TooMuch("construct");
                }
            }
        }
        return document;
    }

    private void open(XMLStreamReader reader) throws TooMuch {
        demand(++depth <= limits.depth(), "depth");
        demand(++elements <= limits.elements(), "elements");
        demand(reader.getAttributeCount() + reader.getNamespaceCount() <= limits.attributes(), "attributes");
        Element element = document.createElementNS(
                name(reader.getNamespaceURI()), qualified(reader.getPrefix(), reader.getLocalName()));
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String declared = prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
            String namespace = name(reader.getNamespaceURI(i));
            element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, declared, namespace == null ? "" : namespace);
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String value = reader.getAttributeValue(i);
            demand(value.length() <= limits.value(), "attribute");
            element.setAttributeNS(
                    name(reader.getAttributeNamespace(i)),
                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    value);
        }
        at.appendChild(element);
        at = element;
    }

    private void close() {
        depth--;
        at = at.getParentNode();
    }

    private void text(XMLStreamReader reader) throws TooMuch {
        demand(reader.getTextLength() <= limits.text(), "text");
        if (at != document) {
            at.appendChild(document.createTextNode(reader.getText()));
        }
    }

    private String qualified(@Nullable String prefix, String local) throws TooMuch {
        demand(local.length() <= limits.name() && (prefix == null || prefix.length() <= limits.name()), "name");
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    private @Nullable String name(@Nullable String namespace) throws TooMuch {
        demand(namespace == null || namespace.length() <= limits.name(), "namespace");
        return namespace == null || namespace.isEmpty() ? null : namespace;
    }

    private static void demand(boolean met, String otherwise) throws TooMuch {
        if (!met) {
            throw new TooMuch(otherwise);
        }
    }

    static Document empty() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK makes no empty document", e);
        }
    }
}
