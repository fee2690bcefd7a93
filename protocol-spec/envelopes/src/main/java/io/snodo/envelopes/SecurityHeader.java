package io.snodo.envelopes;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * The security header, with exactly what the profile asks for: one X.509 certificate, one timestamp, one signature that
 * names that certificate. Whatever else may stand there (tokens of SAML, passwords, keys) is not looked into.
 */
record SecurityHeader(Element element, Element token, Element timestamp, Element signature) {

    static Optional<SecurityHeader> of(Element header) {
        List<Element> children = Envelope.children(header);
        Optional<Element> token = one(children, Ns.SECURITY, "BinarySecurityToken");
        Optional<Element> timestamp = one(children, Ns.UTILITY, "Timestamp");
        Optional<Element> signature = one(children, Ns.SIGNATURE, "Signature");
        return children.size() == 3 && token.isPresent() && timestamp.isPresent() && signature.isPresent()
                ? Optional.of(new SecurityHeader(header, token.get(), timestamp.get(), signature.get()))
                        .filter(SecurityHeader::namesItsCertificate)
                : Optional.empty();
    }

    private boolean namesItsCertificate() {
        String id = token.getAttributeNS(Ns.UTILITY, "Id");
        return !id.isEmpty()
                && Ns.X509.equals(token.getAttribute("ValueType"))
                && (!token.hasAttribute("EncodingType") || Ns.BASE64.equals(token.getAttribute("EncodingType")))
                && one(Envelope.children(signature), Ns.SIGNATURE, "KeyInfo")
                        .flatMap(info -> only(info, Ns.SECURITY, "SecurityTokenReference"))
                        .flatMap(reference -> only(reference, Ns.SECURITY, "Reference"))
                        .filter(reference -> ("#" + id).equals(reference.getAttribute("URI")))
                        .isPresent()
                && one(Envelope.children(signature), Ns.SIGNATURE, "Object").isEmpty();
    }

    /** By its own word, which is not yet believed. */
    boolean isElliptic() {
        return one(Envelope.children(signature), Ns.SIGNATURE, "SignedInfo")
                .flatMap(info -> one(Envelope.children(info), Ns.SIGNATURE, "SignatureMethod"))
                .filter(method -> method.getAttribute("Algorithm").contains("#ecdsa-"))
                .isPresent();
    }

    List<Element> references() {
        return one(Envelope.children(signature), Ns.SIGNATURE, "SignedInfo").stream()
                .flatMap(info -> Envelope.children(info).stream())
                .filter(each -> Envelope.is(each, Ns.SIGNATURE, "Reference"))
                .toList();
    }

    Optional<String> timestampText(String name) {
        return one(Envelope.children(timestamp), Ns.UTILITY, name)
                .map(each -> each.getTextContent().strip());
    }

    private static Optional<Element> only(Element of, String namespace, String name) {
        List<Element> children = Envelope.children(of);
        return children.size() == 1 ? one(children, namespace, name) : Optional.empty();
    }

    private static Optional<Element> one(List<Element> among, String namespace, String name) {
        List<Element> found = among.stream()
                .filter(each -> Envelope.is(each, namespace, name))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
