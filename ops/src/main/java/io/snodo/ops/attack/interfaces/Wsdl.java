package io.snodo.ops.attack.interfaces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The description of a SOAP interface (WSDL 1.1), and what of it can be attacked. */
public final class Wsdl {
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

    private final Document document;

    private Wsdl(Document document) {
        this.document = document;
    }

    public static Wsdl of(Path file) throws IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            return new Wsdl(
                    factory.newDocumentBuilder().parse(new java.io.ByteArrayInputStream(Files.readAllBytes(file))));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not a WSDL: " + file, e);
        }
    }

    /** Every operation of {@code binding}: what its element may hold, and what its header says it is about. */
    public List<Operation> operations(Door door, String binding, String path) {
        List<Operation> all = new ArrayList<>();
        for (Element each : elements(WSDL, "binding")) {
            if (each.getAttribute("name").equals(binding)) {
                for (Element operation : children(each, WSDL, "operation")) {
                    String name = operation.getAttribute("name");
                    all.add(new Operation(door, name, "POST", path, slots(operation, name), List.of("text/xml")));
                }
            }
        }
        return all;
    }

    private List<Slot> slots(Element operation, String name) {
        List<Slot> slots = new ArrayList<>();
        for (Element input : children(operation, WSDL, "input")) {
            for (Element header : children(input, SOAP, "header")) {
                slots.add(new Slot(Slot.Place.ABOUT, headerElement(header.getAttribute("message"))));
            }
        }
        for (Element element : elements(SCHEMA, "element")) {
            if (element.getAttribute("name").equals(name)
                    && element.getParentNode() instanceof Element schema
                    && schema.getLocalName().equals("schema")) {
                NodeList fields = element.getElementsByTagNameNS(SCHEMA, "element");
                for (int i = 0; i < fields.getLength(); i++) {
                    Element field = (Element) fields.item(i);
                    if (!field.getAttribute("name").isEmpty()) {
                        slots.add(new Slot(Slot.Place.ELEMENT, field.getAttribute("name")));
                    }
                }
            }
        }
        return slots;
    }

    /** What stands in the header for a message of the description. */
    private String headerElement(String message) {
        String local = local(message);
        return elements(WSDL, "message").stream()
                .filter(each -> each.getAttribute("name").equals(local))
                .flatMap(each -> children(each, WSDL, "part").stream())
                .map(part -> local(part.getAttribute("element")))
                .findFirst()
                .orElse(local);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private List<Element> elements(String namespace, String name) {
        NodeList found = document.getElementsByTagNameNS(namespace, name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    private static List<Element> children(Element of, String namespace, String name) {
        List<Element> all = new ArrayList<>();
        for (Node each = of.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element
                    && namespace.equals(element.getNamespaceURI())
                    && name.equals(element.getLocalName())) {
                all.add(element);
            }
        }
        return all;
    }
}
