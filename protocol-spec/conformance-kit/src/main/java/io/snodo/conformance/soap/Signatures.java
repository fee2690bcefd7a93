package io.snodo.conformance.soap;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Whether an envelope is signed as ST-581 to ST-584 say, with a certificate that is known. */
public final class Signatures {
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final Duration AHEAD = Duration.ofSeconds(5);
    private static final Set<String> METHODS =
            Set.of("rsa-sha256", "rsa-sha384", "rsa-sha512", "ecdsa-sha256", "ecdsa-sha384", "ecdsa-sha512");
    private static final Set<String> DIGESTS = Set.of(
            Ns.SHA256, "http://www.w3.org/2001/04/xmldsig-more#sha384", "http://www.w3.org/2001/04/xmlenc#sha512");

    private final X509Certificate signer;

    public Signatures(X509Certificate signer) {
        this.signer = signer;
    }

    /** What is wrong with it, looked at when it came; empty if nothing is. */
    public Optional<String> flaw(Document envelope, Instant at) {
        Element root = envelope.getDocumentElement();
        Optional<Element> header = Xml.only(root, Ns.SOAP, "Header");
        Optional<Element> body = Xml.only(root, Ns.SOAP, "Body");
        Optional<Element> security = header.flatMap(each -> Xml.only(each, Ns.SECURITY, "Security"));
        if (!Xml.is(root, Ns.SOAP, "Envelope") || body.isEmpty() || security.isEmpty()) {
            return Optional.of("has no envelope with one Security header and one Body");
        }
        Optional<Element> token = Xml.only(security.get(), Ns.SECURITY, "BinarySecurityToken");
        Optional<Element> timestamp = Xml.only(security.get(), Ns.UTILITY, "Timestamp");
        Optional<Element> signature = Xml.only(security.get(), Ns.SIGNATURE, "Signature");
        if (token.isEmpty() || timestamp.isEmpty() || signature.isEmpty()) {
            return Optional.of("has not one token, one timestamp and one signature");
        }
        List<Element> demanded = new ArrayList<>(List.of(body.get(), timestamp.get()));
        for (Element each : Xml.children(header.get())) {
            if (Xml.is(each, Ns.ADDRESSING, "To")
                    || Xml.is(each, Ns.ADDRESSING, "MessageID")
                    || Xml.is(each, Ns.ADDRESSING, "RelatesTo")
                    || Xml.is(each, "urn:staffetta:1.0", "X-Correlation-ID")
                    || Xml.is(each, "urn:staffetta:1.0", "X-ReplyTo")
                    || Xml.is(each, "urn:staffetta:1.0", "X-RequestDigest")) {
                demanded.add(each);
            }
        }
        return lifetime(timestamp.get(), at)
                .or(() -> form(signature.get()))
                .or(() -> covers(envelope, signature.get(), demanded))
                .or(() -> holds(envelope, signature.get(), token.get(), at));
    }

    private static Optional<String> lifetime(Element timestamp, Instant at) {
        try {
            Instant created = time(timestamp, "Created");
            Instant expires = time(timestamp, "Expires");
            return created.isBefore(at.minus(OLDEST))
                            || created.isAfter(at.plus(AHEAD))
                            || expires.isBefore(at)
                            || expires.isAfter(created.plus(OLDEST))
                    ? Optional.of("is not of its time: " + created + " to " + expires)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("has no times");
        }
    }

    private static Instant time(Element timestamp, String name) {
        return OffsetDateTime.parse(
                        Xml.only(timestamp, Ns.UTILITY, name).map(Xml::text).orElse(""))
                .toInstant();
    }

    /** Of algorithms and transformations. */
    private static Optional<String> form(Element signature) {
        Optional<Element> info = Xml.only(signature, Ns.SIGNATURE, "SignedInfo");
        String method = info.flatMap(each -> Xml.only(each, Ns.SIGNATURE, "SignatureMethod"))
                .map(each -> each.getAttribute("Algorithm"))
                .orElse("");
        if (info.isEmpty() || !METHODS.contains(method.substring(method.indexOf('#') + 1))) {
            return Optional.of("is signed with " + method);
        }
        for (Element reference : Xml.children(info.get(), Ns.SIGNATURE, "Reference")) {
            String digest = Xml.only(reference, Ns.SIGNATURE, "DigestMethod")
                    .map(each -> each.getAttribute("Algorithm"))
                    .orElse("");
            List<String> transforms = Xml.only(reference, Ns.SIGNATURE, "Transforms").stream()
                    .flatMap(each -> Xml.children(each).stream())
                    .map(each -> each.getAttribute("Algorithm"))
                    .toList();
            if (!DIGESTS.contains(digest) || !transforms.equals(List.of(Ns.EXCLUSIVE))) {
                return Optional.of("is digested with " + digest + " after " + transforms);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> covers(Document envelope, Element signature, List<Element> demanded) {
        Map<String, Element> byId = new HashMap<>();
        for (Element each : Pen.identified(envelope)) {
            if (byId.put(each.getAttributeNS(Ns.UTILITY, "Id"), each) != null) {
                return Optional.of("has two elements with one id");
            }
        }
        Set<Element> covered = new HashSet<>();
        Xml.only(signature, Ns.SIGNATURE, "SignedInfo").stream()
                .flatMap(info -> Xml.children(info, Ns.SIGNATURE, "Reference").stream())
                .map(reference -> byId.get(reference.getAttribute("URI").replaceFirst("^#", "")))
                .filter(java.util.Objects::nonNull)
                .forEach(covered::add);
        return demanded.stream()
                .filter(each -> !covered.contains(each))
                .findFirst()
                .map(each -> "is not signed over " + each.getLocalName());
    }

    private Optional<String> holds(Document envelope, Element signature, Element token, Instant at) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getMimeDecoder().decode(token.getTextContent())));
            if (!certificate.equals(signer)) {
                return Optional.of("is signed by " + certificate.getSubjectX500Principal());
            }
            certificate.checkValidity(Date.from(at));
            DOMValidateContext context = new DOMValidateContext(signer.getPublicKey(), signature);
            Pen.identified(envelope).forEach(each -> context.setIdAttributeNS(each, Ns.UTILITY, "Id"));
            return XMLSignatureFactory.getInstance("DOM", "XMLDSig")
                            .unmarshalXMLSignature(context)
                            .validate(context)
                    ? Optional.empty()
                    : Optional.of("has a signature that does not hold");
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException | IllegalArgumentException e) {
            return Optional.of("has a signature that cannot be verified: " + e.getMessage());
        }
    }
}
