package io.snodo.conformance.soap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What becomes of an envelope after it has been signed. */
final class Damage {
    private static final String DECLARED = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private Damage() {}

    static void document(Document envelope, String word) {
        Element security = part(envelope, Ns.SECURITY, "Security");
        switch (word) {
            case "unsigned" -> remove(security);
            case "no-signature" -> remove(part(envelope, Ns.SIGNATURE, "Signature"));
            case "no-token" -> remove(part(envelope, Ns.SECURITY, "BinarySecurityToken"));
            case "no-timestamp" -> remove(part(envelope, Ns.UTILITY, "Timestamp"));
            case "two-tokens" ->
                security.appendChild(other(part(envelope, Ns.SECURITY, "BinarySecurityToken"), "token2"));
            case "two-timestamps" -> security.appendChild(other(part(envelope, Ns.UTILITY, "Timestamp"), "again"));
            case "saml-token" ->
                security.appendChild(
                        envelope.createElementNS("urn:oasis:names:tc:SAML:2.0:assertion", "saml2:Assertion"));
            case "two-security" ->
                part(envelope, Ns.SOAP, "Header").appendChild(envelope.createElementNS(Ns.SECURITY, "wsse:Security"));
            case "body-changed" -> part(envelope, Ns.SOAP, "Body").appendChild(envelope.createTextNode(" "));
            case "to-changed" -> part(envelope, Ns.ADDRESSING, "To").appendChild(envelope.createTextNode(" "));
            case "signature-changed" -> change(part(envelope, Ns.SIGNATURE, "SignatureValue"));
            case "digest-changed" -> change(part(envelope, Ns.SIGNATURE, "DigestValue"));
            case "wrapped" -> wrap(envelope, false);
            case "wrapped-with-its-id" -> wrap(envelope, true);
            default -> {
                // spoils something else
            }
        }
    }

    private static Element part(Document envelope, String namespace, String name) {
        return Xml.first(envelope, namespace, name)
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name + " left to spoil"));
    }

    private static void remove(Element element) {
        element.getParentNode().removeChild(element);
    }

    private static Node other(Element element, String id) {
        Element copy = (Element) element.cloneNode(true);
        copy.setAttributeNS(Ns.UTILITY, "wsu:Id", id);
        return copy;
    }

    /** One character of base64 for another. */
    private static void change(Element element) {
        String text = element.getTextContent().strip();
        char other = text.charAt(5) == 'A' ? 'B' : 'A';
        element.setTextContent(text.substring(0, 5) + other + text.substring(6));
    }

    /** The signed body goes where nobody looks, and another takes its place. */
    private static void wrap(Document envelope, boolean sameId) {
        Element signed = part(envelope, Ns.SOAP, "Body");
        Element root = envelope.getDocumentElement();
        Element forged = (Element) signed.cloneNode(true);
        if (sameId) {
            forged.appendChild(envelope.createTextNode(" "));
        } else {
            forged.removeAttributeNS(Ns.UTILITY, "Id");
        }
        root.removeChild(signed);
        Element wrapper = envelope.createElementNS("urn:staffetta:kit", "k:wrapper");
        wrapper.appendChild(signed);
        part(envelope, Ns.SOAP, "Header").appendChild(wrapper);
        root.appendChild(forged);
    }

    static byte[] octets(String written, List<String> spoiled) {
        String text = DECLARED + written;
        byte[] octets = null;
        for (String word : spoiled) {
            text = switch (word) {
                case "doctype" -> text.replace(DECLARED, DECLARED + "<!DOCTYPE Envelope>");
                case "entity" ->
                    text.replace(
                                    DECLARED,
                                    DECLARED
                                            + "<!DOCTYPE e [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>")
                            .replace("</e:Body>", "&b;</e:Body>");
                case "external-entity" ->
                    text.replace(DECLARED, DECLARED + "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>")
                            .replace("</e:Body>", "&x;</e:Body>");
                case "processing-instruction" -> text.replace(DECLARED, DECLARED + "<?kit do?>");
                case "xml-1.1" -> text.replace("version=\"1.0\"", "version=\"1.1\"");
                case "soap-1.2" -> text.replace(Ns.SOAP, Ns.SOAP_1_2);
                case "over-size" -> text.replace("</e:Envelope>", "<!--" + "x".repeat(1_100_000) + "--></e:Envelope>");
                case "latin-1" -> text.replace("</e:Envelope>", "<!--perch\u00e9--></e:Envelope>");
                default -> text;
            };
            octets = switch (word) {
                case "utf-16" -> text.getBytes(StandardCharsets.UTF_16);
                case "latin-1" -> text.getBytes(StandardCharsets.ISO_8859_1);
                case "truncated" -> half(text.getBytes(StandardCharsets.UTF_8));
                default -> octets;
            };
        }
        return octets == null ? text.getBytes(StandardCharsets.UTF_8) : octets;
    }

    private static byte[] half(byte[] octets) {
        return Arrays.copyOf(octets, octets.length / 2);
    }

    static String contentType(List<String> spoiled) {
        for (String word : spoiled) {
            switch (word) {
                case "as-soap+xml" -> {
                    return "application/soap+xml";
                }
                case "as-json" -> {
                    return "application/json";
                }
                case "as-multipart" -> {
                    return "multipart/related; type=\"text/xml\"";
                }
                case "as-utf-16" -> {
                    return "text/xml; charset=utf-16";
                }
                default -> {
                    // spoils something else
                }
            }
        }
        return "text/xml; charset=UTF-8";
    }
}
