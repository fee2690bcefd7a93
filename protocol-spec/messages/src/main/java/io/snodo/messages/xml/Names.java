package io.snodo.messages.xml;

/** The namespaces of the SOAP binding's messages. */
public final class Names {
    /** Messages and operations: {@code staffetta.xsd} and {@code staffetta.wsdl}. */
    public static final String STAFFETTA = "urn:staffetta:1.0";

    /** Any JSON as XML (XPath and XQuery Functions 3.1, 17.4.2): fields that no schema names. */
    static final String JSON = "http://www.w3.org/2005/xpath-functions";

    /** The element of a message. */
    public static final String MESSAGE = "message";

    /** The body of a message whose type this version does not know; the attribute {@code type} names it. */
    static final String OTHER = "other";

    private Names() {}
}
