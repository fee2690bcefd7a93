package io.snodo.envelopes;

import io.snodo.messages.seal.Elliptic;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.apache.wss4j.common.crypto.AlgorithmSuite;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDataRef;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.validate.Validator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The cryptographic half of verifying, by WSS4J: whether a signature holds, by which certificate, and over what. */
final class Signatures {
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final AlgorithmSuite ALGORITHMS = algorithms();

    /** Who vouches for the certificate is asked of the network's authority, not of WSS4J. */
    private static final Validator LEFT_TO_THE_AUTHORITY = (credential, _) -> credential;

    sealed interface Result {
        /** @param over the elements themselves, as they stand in the document */
        record Holds(List<X509Certificate> chain, List<Element> over) implements Result {}

        /** For the log; whoever forges signatures is told nothing. */
        record Broken(String cause) implements Result {}
    }

    Result check(Document document, SecurityHeader header, Clock clock) {
        WSSConfig config = WSSConfig.getNewInstance();
        config.setCurrentTime(clock::instant);
        config.setValidator(WSConstants.SIGNATURE, LEFT_TO_THE_AUTHORITY);
        config.setValidator(WSConstants.TIMESTAMP, LEFT_TO_THE_AUTHORITY);
        RequestData request = new RequestData();
        request.setWssConfig(config);
        request.setSigVerCrypto(new Merlin());
        request.setAlgorithmSuite(ALGORITHMS);
        if (header.isElliptic()) {
            request.setSignatureProvider(Elliptic.PROVIDER);
        }
        request.setDisableBSPEnforcement(true); // what of it matters is checked here and in the header's form
        try {
            WSSecurityEngine engine = new WSSecurityEngine();
            engine.setWssConfig(config);
            return result(engine.processSecurityHeader(header.element(), request));
        } catch (WSSecurityException e) {
            return new Result.Broken(e.getErrorCode() + ": " + e.getMsgID());
        }
    }

    private static Result result(WSHandlerResult done) {
        List<WSSecurityEngineResult> signatures = done.getActionResults().getOrDefault(WSConstants.SIGN, List.of());
        if (signatures.size() != 1) {
            return new Result.Broken("signatures: " + signatures.size());
        }
        WSSecurityEngineResult signature = signatures.getFirst();
        X509Certificate certificate = (X509Certificate) signature.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE);
        X509Certificate[] chain = (X509Certificate[]) signature.get(WSSecurityEngineResult.TAG_X509_CERTIFICATES);
        @SuppressWarnings("unchecked")
        List<WSDataRef> references = (List<WSDataRef>) signature.get(WSSecurityEngineResult.TAG_DATA_REF_URIS);
        if (certificate == null || references == null) {
            return new Result.Broken("no certificate or no references");
        }
        return new Result.Holds(
                chain == null ? List.of(certificate) : Arrays.asList(chain),
                references.stream()
                        .filter(each -> List.of(EXCLUSIVE).equals(each.getTransformAlgorithms()))
                        .map(WSDataRef::getProtectedElement)
                        .toList());
    }

    /** SHA-256 and stronger, RSA from 2048 bits, P-256 and larger; one canonical form and no other transformation. */
    private static AlgorithmSuite algorithms() {
        AlgorithmSuite suite = new AlgorithmSuite();
        for (String hash : List.of("sha256", "sha384", "sha512")) {
            suite.addSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-" + hash);
            suite.addSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#ecdsa-" + hash);
        }
        suite.addDigestAlgorithm("http://www.w3.org/2001/04/xmlenc#sha256");
        suite.addDigestAlgorithm("http://www.w3.org/2001/04/xmldsig-more#sha384");
        suite.addDigestAlgorithm("http://www.w3.org/2001/04/xmlenc#sha512");
        suite.addC14nAlgorithm(EXCLUSIVE);
        suite.addTransformAlgorithm(EXCLUSIVE);
        suite.setMinimumAsymmetricKeyLength(2048);
        suite.setMinimumEllipticCurveKeyLength(256);
        return suite;
    }
}
