package io.snodo.hub.doors.soap;

import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.CountedRsa;
import io.snodo.hub.TestHub;
import io.snodo.hub.dossier.Dossiers;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.members.Members;
import io.snodo.messages.Json;
import io.snodo.messages.MessageIds;
import io.snodo.messages.Sha256;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.seal.Sealed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

class SoapDoorIT {
    @TempDir
    static Path folder;

    private static TestHub hub;
    private static SoapMember parma;
    private static SoapMember venezia;
    private static int serial = 700;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.prepare(folder);
        hub.withoutSeal(PARMA, "{kind: soap-pull}");
        hub.startAgain();
        parma = new SoapMember(hub, PARMA);
        venezia = new SoapMember(hub, VENEZIA);
    }

    @AfterAll
    static void stop() {
        parma.close();
        venezia.close();
        hub.close();
    }

    @Test
    void describesItself() throws Exception {
        assertThat(parma.get("?wsdl").body())
                .contains("targetNamespace=\"urn:staffetta:1.0\"")
                .contains("location=\"" + hub.soap() + "\"");
    }

    /** hub/decisions/0102: one signature a call, and one over the answer. */
    @Test
    void nothingIsSignedOrVerifiedTwice() throws Exception {
        try (CountedRsa rsa = new CountedRsa()) {
            SoapMember.Answer answer = parma.ask("<s:registry/>");

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(rsa.made()).as("the caller's, and the answer's").isEqualTo(1 + 1);
            assertThat(rsa.verified()).as("by the hub, and by the caller").isEqualTo(1 + 1);
        }
    }

    @Test
    void theRegistrySaysWhoseKeyTheHubHolds() throws Exception {
        SoapMember.Answer answer = parma.ask("<s:registry/>");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("Comune di Venezia").contains("heldBy");
        assertThat(hub.bean(Members.class).find(PARMA).orElseThrow().keys())
                .singleElement()
                .satisfies(jwk -> assertThat(jwk).containsEntry("heldBy", "hub"));
        assertThat(hub.bean(Members.class).find(VENEZIA).orElseThrow().keys())
                .allSatisfy(jwk -> assertThat(jwk).doesNotContainKey("heldBy"));
    }

    @Test
    void whatAMemberSaysInXmlIsSealedForItAndRecorded() throws Exception {
        String id = MessageIds.next(Clock.systemUTC()).toString();
        String ticket = next();
        String envelope = SoapMember.text(parma.signed(parma.envelope("", open(id, ticket, "Buca"))));

        SoapMember.Answer taken = parma.send(envelope);
        assertThat(taken.first("status")).as(taken.text()).isEqualTo("accepted");
        String correlation = taken.first("X-Correlation-ID");
        assertThat(parma.about(correlation, "<s:status/>").first("status")).isEqualTo("done");
        SoapMember.Answer outcome = parma.about(correlation, "<s:outcome/>");

        assertThat(outcome.first("message")).as(outcome.text()).isEqualTo(id);
        JsonNode leaf = Json.MAPPER.readTree(outcome.first("leaf"));
        assertThat(leaf.path("owner").asString()).isEqualTo(PARMA.value());
        JsonNode evidence = evidence(ticket);
        Sealed sealed = Sealed.read(
                        evidence.path("entries").get(0).path("message").asString())
                .orElseThrow();
        assertThat(evidence.path("originals").size()).isEqualTo(1);
        assertThat(Base64.getUrlDecoder()
                        .decode(evidence.path("originals").get(0).path("octets").asString()))
                .isEqualTo(envelope.getBytes(StandardCharsets.UTF_8));
        JsonNode message = Json.MAPPER.readTree(new String(sealed.alreadyVerified(), StandardCharsets.UTF_8));
        assertThat(sealed.digest()).isEqualTo(leaf.path("digest").asString());
        assertThat(hub.bean(Members.class).ownerOf(sealed.keyId()).orElseThrow().member())
                .isEqualTo(PARMA);
        assertThat(message.path("original").path("binding").asString()).isEqualTo("soap");
        assertThat(message.path("original").path("digest").asString())
                .isEqualTo(Sha256.base64Url(envelope.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theSameMessageInAnotherEnvelopeGetsTheSameReceipt() throws Exception {
        String payload = open(MessageIds.next(Clock.systemUTC()).toString(), next(), "Buca");

        String first = outcome(parma, payload).first("leaf");
        String second = outcome(parma, payload).first("leaf");
        String other = outcome(parma, payload.replace("Buca", "Due buche")).first("code");

        assertThat(first).isNotEmpty().isEqualTo(second);
        assertThat(other).isEqualTo("message_id_reused");
    }

    @Test
    void aMemberThatSealsItselfSendsItsSealAndGetsItStamped() throws Exception {
        Pen pen = Pen.of(hub, VENEZIA);
        Pen.Written open = pen.open(pen.number(serial++), TrackingCode.random());

        SoapMember.Answer outcome = outcome(venezia, "<s:submit><s:sealed>" + open.jws() + "</s:sealed></s:submit>");

        assertThat(outcome.first("leaf")).contains(open.id().toString());
    }

    @Test
    void theHubSealsForNobodyWhoseKeyItDoesNotHold() throws Exception {
        String id = MessageIds.next(Clock.systemUTC()).toString();

        SoapMember.Answer answer =
                venezia.ask(open(id, next(), "Buca").replace("c_g337", "c_l736").replace("G337", "L736"));

        assertThat(answer.code()).isEqualTo("key_unknown");
    }

    @Test
    void noMemberSaysThatTheHubHasSealedForIt() throws Exception {
        String id = MessageIds.next(Clock.systemUTC()).toString();
        String original = "<s:original><s:binding>soap</s:binding><s:digest>" + "A".repeat(43)
                + "</s:digest></s:original><s:ticket.open>";

        assertThat(parma.ask(open(id, next(), "Buca").replace("<s:ticket.open>", original))
                        .code())
                .isEqualTo("schema_invalid");
    }

    @Test
    void aTicketThatIsOfferedIsCollectedAcceptedAndConfirmed() throws Exception {
        Pen pen = Pen.of(hub, VENEZIA);
        TicketNumber ticket = pen.number(serial++);
        submit(pen.open(ticket, TrackingCode.random()));
        Pen.Written offer =
                pen.act(ticket, 1, new HandoverOffer("Vostra", Instant.now().plusSeconds(3600), null), PARMA);
        submit(offer);

        SoapMember.Answer page = parma.ask("<s:collect/>");
        assertThat(page.text()).contains(offer.jws());
        String accept = message("handover.accept", ticket.value(), 1, "<s:offer>" + offer.id() + "</s:offer>");
        JsonNode leaf = Json.MAPPER.readTree(outcome(parma, accept).first("leaf"));
        assertThat(leaf.path("owner").asString()).isEqualTo(PARMA.value());
        assertThat(leaf.path("epoch").asInt()).isEqualTo(2);

        StringBuilder entries = new StringBuilder();
        for (Element each : SoapMember.elements(parma.ask("<s:collect/>").document(), "delivery")) {
            Sealed sealed = Sealed.read(child(each, "sealed")).orElseThrow();
            assertThat(child(each, "digest")).isEqualTo(sealed.digest());
            String id = Json.MAPPER
                    .readTree(new String(sealed.alreadyVerified(), StandardCharsets.UTF_8))
                    .path("id")
                    .asString();
            entries.append("<s:entries><s:message>").append(id).append("</s:message><s:digest>");
            entries.append(sealed.digest()).append("</s:digest><s:level>L2</s:level></s:entries>");
        }
        assertThat(outcome(parma, message("receipt", null, 0, entries.toString()))
                        .text())
                .contains("taken");
        assertThat(parma.ask("<s:collect/>").text()).doesNotContain(offer.jws());
    }

    @Test
    void whatIsAskedOfAnotherMembersSubmissionIsNotFound() throws Exception {
        String payload = open(MessageIds.next(Clock.systemUTC()).toString(), next(), "Buca");
        String correlation = parma.ask(payload).first("X-Correlation-ID");

        assertThat(venezia.about(correlation, "<s:outcome/>").code()).isEqualTo("not_found");
        assertThat(parma.ask("<s:outcome/>").code()).isEqualTo("not_found");
    }

    @Test
    void answersNameTheCallAndRepeatWhatWasSignedOfIt() throws Exception {
        SoapMember.Answer answer = parma.send(SoapMember.text(parma.signed(
                SoapMember.envelope(hub.soap().toString(), "urn:uuid:abc-" + UUID.randomUUID(), "", "<s:registry/>"))));

        assertThat(answer.text()).contains("RelatesTo").contains("urn:uuid:abc-");
        Element digest =
                SoapMember.elements(answer.document(), "X-RequestDigest").getFirst();
        assertThat(digest.getElementsByTagNameNS("*", "DigestValue").getLength())
                .isEqualTo(4); // timestamp, body, To, MessageID
        assertThat(SoapMember.elements(answer.document(), "BinarySecurityToken"))
                .hasSize(1);
    }

    // -------------------------------------------------------------------------------------------- what is refused

    @Test
    void everyRefusalIsASignedFaultWithItsCodeAndChangesNothing() throws Exception {
        SoapMember.Answer unsigned = parma.send(parma.envelope("", "<s:registry/>"));

        assertThat(unsigned.status()).isEqualTo(500);
        assertThat(unsigned.code()).isEqualTo("signature_missing");
        assertThat(unsigned.first("class")).isEqualTo("identity");
        assertThat(unsigned.first("retryable")).isEqualTo("false");
        assertThat(SoapMember.elements(unsigned.document(), "faultcode")
                        .getFirst()
                        .getTextContent())
                .endsWith("Client");
        assertThat(SoapMember.elements(unsigned.document(), "sentence")).hasSize(2);
        assertThat(SoapMember.elements(unsigned.document(), "Signature")).hasSize(1);
        assertThat(unsigned.first("X-Correlation-ID")).isEqualTo(unsigned.first("correlation"));
    }

    @Test
    void aSignedRequestIsGoodOnce() throws Exception {
        String once = SoapMember.text(parma.signed(parma.envelope("", "<s:registry/>")));

        assertThat(parma.send(once).status()).isEqualTo(200);
        assertThat(parma.send(once).code()).isEqualTo("signature_replayed");
    }

    @Test
    void whoIsConnectedSignsForItself() throws Exception {
        String venezias = SoapMember.text(venezia.signed(venezia.envelope("", "<s:registry/>")));

        assertThat(parma.send(venezias).code()).isEqualTo("certificate_foreign");
    }

    @Test
    void whatIsNotXmlOfOursIsRefusedBeforeItIsRead() throws Exception {
        String good = SoapMember.text(parma.signed(parma.envelope("", "<s:registry/>")));
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);

        assertThat(parma.send("<!DOCTYPE e [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + good)
                        .code())
                .isEqualTo("xml_malformed");
        assertThat(parma.send(good.substring(0, good.length() / 2)).code()).isEqualTo("xml_malformed");
        assertThat(parma.send("").code()).isEqualTo("xml_malformed");
        assertThat(parma.send(parma.envelope("", "<a>".repeat(40) + "</a>".repeat(40)))
                        .code())
                .isEqualTo("xml_malformed");
        assertThat(parma.send(good.getBytes(StandardCharsets.UTF_16), "text/xml; charset=utf-8")
                        .code())
                .isEqualTo("xml_malformed");
        for (String type : new String[] {
            "application/soap+xml",
            "application/json",
            "text/xml; charset=utf-16",
            "multipart/related; type=\"text/xml\""
        }) {
            assertThat(parma.send(bytes, type).code()).as(type).isEqualTo("content_type_unsupported");
        }
    }

    @Test
    void whatIsTooLargeIsRefusedWhateverItIs() throws Exception {
        String large = parma.envelope("", "<s:submit>" + "x".repeat(1_100_000) + "</s:submit>");

        assertThat(parma.send(large).code()).isEqualTo("message_too_large");
    }

    /** Nothing of the other 50 MB is waited for, and nothing of them is kept. */
    @Test
    void whoSendsTooMuchIsAnsweredBeforeHeHasSentItAll() throws Exception {
        try (Socket socket = SoapMember.tls(hub, hub.link(PARMA))
                .getSocketFactory()
                .createSocket(hub.soap().getHost(), hub.soap().getPort())) {
            socket.setSoTimeout(15_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + hub.soap().getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: text/xml\r\nContent-Length: 50000000\r\n\r\n"
                            + "x".repeat(1_100_000))
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();

            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).contains(" 500");
            assertThat(in.lines().anyMatch(line -> line.contains("message_too_large")))
                    .isTrue();
        }
    }

    @Test
    void aSealThatIsTooLargeIsRefusedAsEverywhere() throws Exception {
        SoapMember.Answer answer =
                outcome(venezia, "<s:submit><s:sealed>" + "a.".repeat(132_000) + "</s:sealed></s:submit>");

        assertThat(answer.code()).isEqualTo("message_too_large");
    }

    @Test
    void noTokenOfAnotherKindIsLookedInto() throws Exception {
        String good = SoapMember.text(parma.signed(parma.envelope("", "<s:registry/>")));
        String saml = "<saml2:Assertion xmlns:saml2='urn:oasis:names:tc:SAML:2.0:assertion' ID='a' Version='2.0'/>";

        assertThat(parma.send(good.replaceFirst("(<wsse:Security[^>]*>)", "$1" + saml))
                        .code())
                .isEqualTo("signature_missing");
    }

    @Test
    void whatTheHubDoesNotKnowItSaysSo() throws Exception {
        assertThat(parma.ask("<s:novelty/>").code()).isEqualTo("method_not_allowed");
        assertThat(parma.ask("<registry/>").code()).isEqualTo("method_not_allowed");
        assertThat(parma.ask("<x:a xmlns:x='urn:x' e:mustUnderstand='1'/>", "<s:registry/>")
                        .code())
                .isEqualTo("must_understand_unknown");
        assertThat(parma.ask("<s:submit/>").code()).isEqualTo("message_malformed");
        assertThat(parma.ask("<s:collect><s:after>x</s:after></s:collect>").code())
                .isEqualTo("schema_invalid");
    }

    private static SoapMember.Answer outcome(SoapMember member, String payload) throws Exception {
        SoapMember.Answer taken = member.ask(payload);
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        return member.about(taken.first("X-Correlation-ID"), "<s:outcome/>");
    }

    private static void submit(Pen.Written written) {
        hub.bean(Exchange.class)
                .submit(new Incoming(written.jws(), VENEZIA, "test"))
                .join();
    }

    private static String next() {
        return TicketNumber.mint("G337", serial++).value();
    }

    private static String open(String id, String ticket, String subject) {
        return "<s:submit><s:message><s:staffetta>1.0</s:staffetta><s:id>" + id + "</s:id><s:from>c_g337</s:from>"
                + "<s:ticket>" + ticket + "</s:ticket><s:sealedAt>" + Instant.now() + "</s:sealedAt>"
                + "<s:ticket.open><s:subject>" + subject
                + "</s:subject><s:category>strade</s:category><s:channel>desk</s:channel></s:ticket.open>"
                + "</s:message></s:submit>";
    }

    private static String message(
            String type, @org.jspecify.annotations.Nullable String ticket, int epoch, String body) {
        return "<s:submit><s:message><s:staffetta>1.0</s:staffetta><s:id>" + MessageIds.next(Clock.systemUTC())
                + "</s:id><s:from>c_g337</s:from>" + (ticket == null ? "" : "<s:ticket>" + ticket + "</s:ticket>")
                + "<s:epoch>" + epoch + "</s:epoch><s:sealedAt>" + Instant.now() + "</s:sealedAt><s:" + type + ">"
                + body
                + "</s:" + type + "></s:message></s:submit>";
    }

    private static JsonNode evidence(String ticket) throws IOException {
        Dossiers.Answer answer = hub.bean(Dossiers.class).of(PARMA, new TicketNumber(ticket));
        try (var file = ((Dossiers.Answer.Given) answer).file()) {
            return Json.MAPPER.readTree(file);
        }
    }

    private static String child(Element of, String name) {
        return of.getElementsByTagNameNS("urn:staffetta:1.0", name).item(0).getTextContent();
    }
}
