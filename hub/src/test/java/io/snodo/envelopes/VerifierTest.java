package io.snodo.envelopes;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestAuthority;
import io.snodo.hub.doors.soap.SoapMember;
import io.snodo.hub.identity.NetworkAuthority;
import io.snodo.messages.MemberCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class VerifierTest {
    private static final String HUB = "https://hub.example/soap/staffetta/v1";
    private static final String ID = "urn:uuid:1";
    private static final Instant NOW = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final QName REPLY_TO = new QName("urn:staffetta:1.0", "X-ReplyTo");

    @TempDir
    static Path folder;

    @TempDir
    static Path elsewhere;

    private static TestAuthority authority;
    private static TestAuthority.Identity signature;
    private static Verifier verifier;

    @BeforeAll
    static void make() {
        authority = new TestAuthority(folder);
        signature = authority.signature("c_g337");
        verifier = new Verifier(
                new NetworkAuthority(
                        SoapMember.credential(certificateOf(authority)).chain(), CLOCK)::memberOf,
                CLOCK);
    }

    /** The authority has a certificate and shows nobody its key. */
    private static TestAuthority.Identity certificateOf(TestAuthority authority) {
        return new TestAuthority.Identity(authority.certificate(), signature.key());
    }

    @Test
    void knowsWhoHasSigned() {
        assertThat(verify(signed(HUB, ""))).isInstanceOfSatisfying(Signed.By.class, by -> {
            assertThat(by.member()).isEqualTo(new MemberCode("c_g337"));
            assertThat(by.messageId()).isEqualTo(ID);
            assertThat(by.expires()).isEqualTo(NOW.plusSeconds(300));
            assertThat(by.references()).hasSize(4);
        });
    }

    @Test
    void takesEllipticCurvesToo() {
        assertThat(verify(SoapMember.signed(envelope(HUB, ""), authority.link("c_g337"), CLOCK)))
                .isInstanceOf(Signed.By.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {">8<|>9<", "https://hub.example/soap|https://other.example/soap", "urn:uuid:1|urn:uuid:2"})
    void whatIsChangedAfterwardsIsNoLongerSigned(String change) {
        String[] fromTo = change.split("\\|");

        assertThat(code(text -> text.replace(fromTo[0], fromTo[1]))).isEqualTo("SIGNATURE_INVALID");
    }

    @Test
    void anotherAddressIsNotTheHubs() {
        assertThat(code(verify(signed("https://other.example/", "")))).isEqualTo("SIGNATURE_INVALID");
    }

    @Test
    void aCertificateOfAnotherAuthorityVouchesForNobody() {
        TestAuthority.Identity forged = new TestAuthority(elsewhere).signature("c_g337");

        assertThat(code(verify(SoapMember.signed(envelope(HUB, ""), forged, CLOCK))))
                .isEqualTo("CERTIFICATE_UNTRUSTED");
    }

    @ParameterizedTest
    @CsvSource({"-299,true", "-301,false", "4,true", "6,false"})
    void isGoodForFiveMinutesAndMayBeFiveSecondsAhead(long seconds, boolean good) {
        Clock sender = Clock.offset(CLOCK, Duration.ofSeconds(seconds));

        assertThat(verify(SoapMember.signed(envelope(HUB, ""), signature, sender)) instanceof Signed.By)
                .isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Body", "To", "MessageID", "Timestamp", "X-ReplyTo"})
    void everyPartThatMustBeSignedIs(String left) throws Exception {
        Document document = SoapMember.parsed(
                envelope(HUB, "<s:X-ReplyTo>https://m.example/</s:X-ReplyTo>").getBytes(StandardCharsets.UTF_8));
        sign(document, List.of("Body", "To", "MessageID", "Timestamp", "X-ReplyTo"), left, _ -> {});

        assertThat(code(verify(document))).isEqualTo("SIGNATURE_MISSING");
    }

    @Test
    void aHeaderThatIsThereMustBeSigned() {
        String late = SoapMember.text(signed(HUB, ""))
                .replace("</e:Header>", "<s:X-ReplyTo>https://m.example/</s:X-ReplyTo></e:Header>");

        assertThat(code(verify(SoapMember.parsed(late.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo("SIGNATURE_MISSING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"})
    void weakSignaturesAreNone(String algorithm) throws Exception {
        Document document = SoapMember.parsed(envelope(HUB, "").getBytes(StandardCharsets.UTF_8));
        try {
            sign(
                    document,
                    List.of("Body", "To", "MessageID", "Timestamp"),
                    "",
                    signature -> signature.setSignatureAlgorithm(algorithm));
        } catch (org.apache.wss4j.common.ext.WSSecurityException e) {
            return; // not even our own library signs so
        }

        assertThat(code(verify(document))).isEqualTo("SIGNATURE_INVALID");
    }

    @Test
    void weakDigestsAreNone() throws Exception {
        Document document = SoapMember.parsed(envelope(HUB, "").getBytes(StandardCharsets.UTF_8));
        sign(
                document,
                List.of("Body", "To", "MessageID", "Timestamp"),
                "",
                signature -> signature.setDigestAlgo("http://www.w3.org/2000/09/xmldsig#sha1"));

        assertThat(code(verify(document))).isEqualTo("SIGNATURE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<wsse:UsernameToken><wsse:Username>x</wsse:Username></wsse:UsernameToken>",
                "<saml2:Assertion xmlns:saml2='urn:oasis:names:tc:SAML:2.0:assertion' ID='a' Version='2.0'/>",
                "<saml:Assertion xmlns:saml='urn:oasis:names:tc:SAML:1.0:assertion' AssertionID='a'/>",
                "<xenc:EncryptedKey xmlns:xenc='http://www.w3.org/2001/04/xmlenc#'/>",
                "<wsse:BinarySecurityToken wsu:Id='x'>AA==</wsse:BinarySecurityToken>"
            })
    void noOtherTokenIsLookedInto(String token) {
        assertThat(code(text -> text.replaceFirst("(<wsse:Security[^>]*>)", "$1" + token)))
                .isIn("SIGNATURE_MISSING", "SIGNATURE_INVALID");
    }

    @Test
    void whoDoesNotSignIsToldSo() {
        assertThat(code(verify(SoapMember.parsed(envelope(HUB, "").getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo("SIGNATURE_MISSING");
    }

    // ------------------------------------------------------------------- wrapping: what is signed is moved elsewhere

    @ParameterizedTest
    @ValueSource(strings = {"header", "security", "object", "body", "before"})
    void aSignedBodyElsewhereDoesNotSignTheBodyThatIsRead(String place) {
        assertWrapped("Body", place, "<s:submit xmlns:s='urn:staffetta:1.0'>9</s:submit>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "security", "body"})
    void aSignedAddressElsewhereDoesNotSignTheAddress(String place) {
        assertWrapped("To", place, HUB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "object", "body"})
    void aSignedTimestampElsewhereDoesNotSignTheTimestamp(String place) {
        assertWrapped("Timestamp", place, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "security", "body"})
    void aSignedMessageIdElsewhereDoesNotSignTheMessageId(String place) {
        assertWrapped("MessageID", place, "urn:uuid:2");
    }

    /** The signed element goes to {@code place} with its id; a copy without it, or with another text, takes its place. */
    private static void assertWrapped(String name, String place, @org.jspecify.annotations.Nullable String content) {
        for (boolean keepsId : new boolean[] {false, true}) {
            Document document = signed(HUB, "");
            Element original = SoapMember.elements(document, name).getFirst();
            Element evil = (Element) original.cloneNode(true);
            if (!keepsId) {
                evil.removeAttributeNS(Ns.UTILITY, "Id");
            }
            if (content != null && content.startsWith("<")) {
                evil.setTextContent("");
                Document parsed = SoapMember.parsed(content.getBytes(StandardCharsets.UTF_8));
                evil.appendChild(document.importNode(parsed.getDocumentElement(), true));
            } else if (content != null) {
                evil.setTextContent(content);
            }
            original.getParentNode().replaceChild(evil, original);
            hide(document, original, place);

            Document sent = SoapMember.parsed(SoapMember.text(document).getBytes(StandardCharsets.UTF_8));
            assertThat(code(verify(sent)))
                    .as("%s in %s, id kept: %s", name, place, keepsId)
                    .isIn("SIGNATURE_MISSING", "SIGNATURE_INVALID", "XML_MALFORMED");
        }
    }

    private static void hide(Document document, Element original, String place) {
        Element wrapper = document.createElementNS("urn:wrapper", "w:wrapper");
        wrapper.appendChild(original);
        Node into = switch (place) {
            case "header" -> SoapMember.elements(document, "Header").getFirst();
            case "security" -> SoapMember.elements(document, "Security").getFirst();
            case "body" -> SoapMember.elements(document, "Body").getFirst().getFirstChild();
            case "object" -> {
                Element object = document.createElementNS(Ns.SIGNATURE, "ds:Object");
                SoapMember.elements(document, "Signature").getFirst().appendChild(object);
                yield object;
            }
            case "before" -> document.getDocumentElement();
            default -> throw new IllegalArgumentException(place);
        };
        into.insertBefore(wrapper, into.getFirstChild());
    }

    private static void sign(Document document, List<String> parts, String but, Consumer<WSSecSignature> change)
            throws Exception {
        Merlin store = new Merlin();
        java.security.KeyStore keys = java.security.KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        var credential = SoapMember.credential(signature);
        keys.setKeyEntry(
                "m", credential.key(), new char[0], credential.chain().toArray(java.security.cert.Certificate[]::new));
        store.setKeyStore(keys);
        WSSecHeader header = new WSSecHeader(document);
        header.insertSecurityHeader();
        WSSecTimestamp timestamp = new WSSecTimestamp(header);
        timestamp.setWsTimeSource(CLOCK::instant);
        timestamp.build();
        WSSecSignature signature = new WSSecSignature(header);
        signature.setUserInfo("m", "");
        signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
        signature.setSignatureAlgorithm("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        signature.setDigestAlgo("http://www.w3.org/2001/04/xmlenc#sha256");
        signature.setSigCanonicalization("http://www.w3.org/2001/10/xml-exc-c14n#");
        change.accept(signature);
        for (String part : parts) {
            if (!part.equals(but)) {
                Element element = SoapMember.elements(document, part).getFirst();
                signature.getParts().add(new WSEncryptionPart(part, element.getNamespaceURI(), "Element"));
            }
        }
        signature.build(store);
    }

    private static Document signed(String to, String headers) {
        return SoapMember.signed(envelope(to, headers), signature, CLOCK);
    }

    private static String envelope(String to, String headers) {
        return SoapMember.envelope(to, ID, headers, "<s:submit>8</s:submit>");
    }

    private static Signed verify(Document document) {
        return switch (Envelope.of(document)) {
            case Envelope.Reading.Understood(Envelope envelope) ->
                verifier.verify(envelope, Optional.of(HUB), Set.of(REPLY_TO));
            case Envelope.Reading.Refused(var refusal) -> new Signed.Refused(refusal);
        };
    }

    /** What a good envelope is refused with after its text has been changed. */
    private static String code(UnaryOperator<String> change) {
        String good = SoapMember.text(signed(HUB, ""));
        String changed = change.apply(good);
        assertThat(changed).isNotEqualTo(good);
        return code(verify(SoapMember.parsed(changed.getBytes(StandardCharsets.UTF_8))));
    }

    private static String code(Signed signed) {
        return signed instanceof Signed.Refused(var refusal) ? refusal.code().name() : "signed";
    }
}
