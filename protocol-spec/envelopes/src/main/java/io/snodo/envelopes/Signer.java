package io.snodo.envelopes;

import io.snodo.messages.seal.Elliptic;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.CryptoType;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Signs what its owner says, answers and calls alike: body, timestamp and every header that is there. */
public final class Signer {
    private static final String ALIAS = "own";
    private static final int SECONDS = 300;

    private final OwnKey own;
    private final boolean elliptic;
    private final Clock clock;

    /** @param chain the certificate of {@code key}, RSA or P-256, and those it was issued by */
    public Signer(List<X509Certificate> chain, PrivateKey key, Clock clock) {
        this.clock = clock;
        this.elliptic = Elliptic.is(key);
        this.own = new OwnKey(chain, elliptic ? Elliptic.own(key) : key);
    }

    /** A key store would decrypt the key anew for each signature. */
    private static final class OwnKey extends Merlin {
        private final List<X509Certificate> chain;
        private final PrivateKey key;

        OwnKey(List<X509Certificate> chain, PrivateKey key) {
            this.chain = List.copyOf(chain);
            this.key = key;
        }

        @Override
        public X509Certificate[] getX509Certificates(CryptoType whose) {
            return chain.toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias, String password) {
            return key;
        }
    }

    /** Adds the security header to {@code envelope}, which must not be changed any more. */
    public void sign(Document envelope) {
        // what is signed are the declarations that are written, and an element made here has none yet
        envelope.normalizeDocument();
        try {
            WSSecHeader header = new WSSecHeader(envelope);
            header.insertSecurityHeader();
            WSSecTimestamp timestamp = new WSSecTimestamp(header);
            timestamp.setTimeToLive(SECONDS);
            timestamp.setWsTimeSource(clock::instant);
            timestamp.build();
            WSSecSignature signature = new WSSecSignature(header);
            signature.setUserInfo(ALIAS, "");
            signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
            if (elliptic) {
                signature.setSignatureProvider(Elliptic.PROVIDER);
            }
            signature.setSignatureAlgorithm(
                    "http://www.w3.org/2001/04/xmldsig-more#" + (elliptic ? "ecdsa-sha256" : "rsa-sha256"));
            signature.setDigestAlgo("http://www.w3.org/2001/04/xmlenc#sha256");
            signature.setSigCanonicalization("http://www.w3.org/2001/10/xml-exc-c14n#");
            signature.getParts().add(new WSEncryptionPart("Timestamp", Ns.UTILITY, "Element"));
            signature.getParts().add(new WSEncryptionPart("Body", Ns.SOAP, "Element"));
            for (Element each : headers(envelope)) {
                signature.getParts().add(new WSEncryptionPart(each.getLocalName(), each.getNamespaceURI(), "Element"));
            }
            signature.build(own);
        } catch (WSSecurityException e) {
            throw new IllegalStateException("an envelope of our own cannot be signed", e);
        }
    }

    private static List<Element> headers(Document envelope) {
        return Envelope.children(envelope.getDocumentElement()).stream()
                .filter(each -> Envelope.is(each, Ns.SOAP, "Header"))
                .flatMap(each -> Envelope.children(each).stream())
                .filter(each -> !Envelope.is(each, Ns.SECURITY, "Security"))
                .toList();
    }
}
