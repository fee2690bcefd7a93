package io.snodo.conformance.soap;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What somebody signs envelopes with. */
public record Pen(X509Certificate certificate, PrivateKey key) {

    /** How it is signed; {@link #USUAL} is what the specification wants. */
    record Manner(String signature, String digest, String transform, List<String> not) {
        static final Manner USUAL = new Manner("", Ns.SHA256, Ns.EXCLUSIVE, List.of());

        Manner without(String part) {
            List<String> more = new ArrayList<>(not);
            more.add(part);
            return new Manner(signature, digest, transform, List.copyOf(more));
        }
    }

    String token() {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    /** Signs every element with an id but the token, and those that {@code manner} leaves out. */
    void sign(Document envelope, Manner manner) {
        Element security = Xml.first(envelope, Ns.SECURITY, "Security").orElseThrow();
        try {
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM", "XMLDSig");
            DOMSignContext context = new DOMSignContext(key, security);
            context.setDefaultNamespacePrefix("ds");
            List<Reference> references = new ArrayList<>();
            for (Element part : identified(envelope)) {
                context.setIdAttributeNS(part, Ns.UTILITY, "Id");
                String id = part.getAttributeNS(Ns.UTILITY, "Id");
                if (!id.equals("token") && !manner.not().contains(id)) {
                    references.add(factory.newReference(
                            "#" + id,
                            factory.newDigestMethod(manner.digest(), null),
                            List.of(factory.newTransform(manner.transform(), (TransformParameterSpec) null)),
                            null,
                            null));
                }
            }
            SignedInfo info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(Ns.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(algorithm(manner), null),
                    references);
            factory.newXMLSignature(info, keyInfo(factory, envelope)).sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("the kit cannot sign an envelope", e);
        }
    }

    private String algorithm(Manner manner) {
        boolean rsa = key.getAlgorithm().equals("RSA");
        return switch (manner.signature()) {
            case "" -> rsa ? Ns.RSA_SHA256 : Ns.EC_SHA256;
            case Ns.RSA_SHA1 -> rsa ? Ns.RSA_SHA1 : Ns.EC_SHA1; // too weak, and still of the kind of the key
            default -> manner.signature();
        };
    }

    private static KeyInfo keyInfo(XMLSignatureFactory factory, Document envelope) {
        Element reference = envelope.createElementNS(Ns.SECURITY, "wsse:Reference");
        reference.setAttribute("URI", "#token");
        reference.setAttribute("ValueType", Ns.X509);
        Element holder = envelope.createElementNS(Ns.SECURITY, "wsse:SecurityTokenReference");
        holder.appendChild(reference);
        return factory.getKeyInfoFactory().newKeyInfo(List.of(new DOMStructure(holder)));
    }

    /** In document order. */
    static List<Element> identified(Document envelope) {
        List<Element> found = new ArrayList<>();
        NodeList all = envelope.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < all.getLength(); i++) {
            Node node = all.item(i);
            if (node instanceof Element element && element.hasAttributeNS(Ns.UTILITY, "Id")) {
                found.add(element);
            }
        }
        return found;
    }
}
