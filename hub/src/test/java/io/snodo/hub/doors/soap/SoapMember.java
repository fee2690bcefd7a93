package io.snodo.hub.doors.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.envelopes.Envelope;
import io.snodo.envelopes.Ns;
import io.snodo.envelopes.Signed;
import io.snodo.envelopes.Signer;
import io.snodo.envelopes.Verifier;
import io.snodo.hub.TestAuthority;
import io.snodo.hub.TestHub;
import io.snodo.hub.identity.HubSignature;
import io.snodo.hub.identity.NetworkAuthority;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.xml.namespace.QName;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A member that comes by SOAP, in tests: writes envelopes, signs them with its certificate, sends them through TLS. */
public final class SoapMember implements AutoCloseable {
    private final TestHub hub;
    private final MemberCode code;
    private final HttpClient http;

    public SoapMember(TestHub hub, MemberCode code) throws IOException {
        this.hub = hub;
        this.code = code;
        this.http = HttpClient.newBuilder().sslContext(tls(hub, hub.link(code))).build();
    }

    /** An answer, read; {@code code} is the refusal's, or empty. */
    public record Answer(int status, String text, Document document) {
        public String code() {
            return first("code");
        }

        public String first(String element) {
            NodeList found = document.getElementsByTagNameNS("urn:staffetta:1.0", element);
            return found.getLength() == 0 ? "" : found.item(0).getTextContent();
        }
    }

    public Answer ask(String payload) throws Exception {
        return ask("", payload);
    }

    public Answer ask(String headers, String payload) throws Exception {
        return send(text(signed(envelope(headers, payload))));
    }

    public Answer about(String correlation, String payload) throws Exception {
        return ask("<s:X-Correlation-ID>" + correlation + "</s:X-Correlation-ID>", payload);
    }

    public String envelope(String headers, String payload) {
        return envelope(hub.soap().toString(), "urn:uuid:" + UUID.randomUUID(), headers, payload);
    }

    public static String envelope(String to, String id, String headers, String payload) {
        return "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:s='urn:staffetta:1.0'"
                + " xmlns:wsa='http://www.w3.org/2005/08/addressing'><e:Header><wsa:To>" + to
                + "</wsa:To><wsa:MessageID>"
                + id + "</wsa:MessageID>" + headers + "</e:Header><e:Body>" + payload + "</e:Body></e:Envelope>";
    }

    public Document signed(String envelope) {
        return signed(envelope, hub.signature(code), Clock.systemUTC());
    }

    public static Document signed(String envelope, TestAuthority.Identity signature, Clock clock) {
        Document document = parsed(envelope.getBytes(StandardCharsets.UTF_8));
        signer(signature, clock).sign(document);
        return document;
    }

    public static Signer signer(TestAuthority.Identity signature, Clock clock) {
        HubSignature credential = credential(signature);
        return new Signer(credential.chain(), credential.key(), clock);
    }

    public static HubSignature credential(TestAuthority.Identity signature) {
        try {
            return new HubSignature(
                    PemContent.load(signature.certificate()).getCertificates(),
                    PemContent.load(signature.key()).getPrivateKey());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Answer send(String envelope) throws Exception {
        return send(envelope.getBytes(StandardCharsets.UTF_8), "text/xml; charset=UTF-8");
    }

    public Answer send(byte[] envelope, String contentType, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.soap())
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", contentType)
                .header("SOAPAction", "\"\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Document document = parsed(answer.body());
        demandSigned(document);
        return new Answer(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8), document);
    }

    /** By a certificate that names no member: so far it must have come, and the authority is the test's. */
    private static void demandSigned(Document answer) {
        Envelope envelope = ((Envelope.Reading.Understood) Envelope.of(answer)).envelope();
        Signed signed = new Verifier(new NetworkAuthority(List.of(), Clock.systemUTC())::memberOf, Clock.systemUTC())
                .verify(
                        envelope,
                        Optional.empty(),
                        Set.of(
                                new QName(Names.STAFFETTA, "X-Correlation-ID"),
                                new QName(Names.STAFFETTA, "X-RequestDigest"),
                                new QName(Ns.ADDRESSING, "RelatesTo")));
        assertThat(signed)
                .isInstanceOfSatisfying(
                        Signed.Refused.class,
                        unknown -> assertThat(unknown.refusal().code())
                                .as(text(answer))
                                .isEqualTo(RefusalCode.CERTIFICATE_UNTRUSTED));
    }

    public HttpResponse<String> get(String query) throws Exception {
        return http.send(
                HttpRequest.newBuilder(java.net.URI.create(hub.soap() + query)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public static Document parsed(byte[] xml) {
        return switch (XmlReader.read(xml, XmlLimits.SOAP)) {
            case XmlReading.Plain(Document document) -> document;
            case XmlReading.Refused(var refusal) ->
                throw new IllegalStateException(refusal + ": " + new String(xml, StandardCharsets.UTF_8));
        };
    }

    public static String text(Document document) {
        try {
            Transformer plain = TransformerFactory.newDefaultInstance().newTransformer();
            plain.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            plain.transform(new DOMSource(document), new StreamResult(out));
            return out.toString(StandardCharsets.UTF_8);
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagNameNS("*", name);
        return java.util.stream.IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    static SSLContext tls(TestHub hub, TestAuthority.Identity identity) throws IOException {
        return SslBundle.of(new PemSslStoreBundle(
                        PemSslStoreDetails.forCertificate(Files.readString(identity.certificate()))
                                .withPrivateKey(Files.readString(identity.key())),
                        PemSslStoreDetails.forCertificate(
                                Files.readString(hub.authority().certificate()))))
                .createSslContext();
    }

    @Override
    public void close() {
        http.close();
    }
}
