package io.snodo.envelopes;

import javax.xml.namespace.QName;

/** The namespaces and names that an envelope is made of. */
public final class Ns {
    public static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    public static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    static final String SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String UTILITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    static final String X509 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
    static final String BASE64 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

    public static final QName SECURITY_HEADER = new QName(SECURITY, "Security");
    public static final QName TO = new QName(ADDRESSING, "To");
    public static final QName MESSAGE_ID = new QName(ADDRESSING, "MessageID");
    public static final QName RELATES_TO = new QName(ADDRESSING, "RelatesTo");

    private Ns() {}
}
