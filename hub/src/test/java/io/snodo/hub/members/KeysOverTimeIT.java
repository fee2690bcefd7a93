package io.snodo.hub.members;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestAuthority;
import io.snodo.hub.TestHub;
import io.snodo.hub.doors.soap.SoapMember;
import io.snodo.hub.dossier.Dossiers;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageIds;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A member changes its key while the network goes on, and another is robbed of one: the folder says so, the hub starts again. */
class KeysOverTimeIT {
    private TestHub hub;

    @Test
    void keysOverlapRetireAndAreRevokedAndWhatTheySealedStaysGood(@TempDir Path folder) throws Exception {
        hub = TestHub.start(folder);
        try {
            Pen first = Pen.of(hub, VENEZIA);
            TicketNumber ticket = first.number(1);
            Pen.Written opening = first.open(ticket, TrackingCode.random());
            Decision.Accepted opened = accepted(first, opening);
            Pen brescia = Pen.of(hub, BRESCIA);
            accepted(brescia, brescia.open(brescia.number(1), TrackingCode.random()));
            accepted(brescia, brescia.act(brescia.number(1), 1, new TicketCancel("Per errore")));

            TestAuthority.Identity another = hub.authority().seal("venezia-second");
            restart(() -> {
                Files.copy(another.certificate(), certificates(VENEZIA).resolve("seal-2.pem"));
                Files.copy(
                        hub.authority().seal("brescia-second").certificate(),
                        Files.createDirectories(certificates(BRESCIA)).resolve("seal-2.pem"));
                Files.delete(certificates(BRESCIA).resolve("seal.pem"));
            });
            Pen second = new Pen(VENEZIA, first.prefix(), TestHub.seal(another));
            Pen.Written underSecond = second.act(ticket, 1, new NoteAdd("b", Audience.PARTIES, null));
            Decision.Accepted noted = bothCount(first, second, ticket, underSecond);
            aKeyThatNobodyNeedsIsNotNamedAndStillKnown(brescia);

            restart(() -> Files.delete(certificates(VENEZIA).resolve("seal.pem")));
            theFirstIsRetired(first, second, ticket, opening, opened);

            TestAuthority.Identity last = hub.authority().seal("venezia-third");
            restart(() -> {
                Path revoked = Files.createDirectories(certificates(VENEZIA).resolve("revoked"));
                Files.copy(another.certificate(), revoked.resolve("stolen.pem"));
                Files.copy(last.certificate(), certificates(VENEZIA).resolve("seal-3.pem"));
            });
            theSecondIsRevokedThoughItStillLiesAmongTheOthers(second, ticket, underSecond, noted);
            Pen third = new Pen(VENEZIA, first.prefix(), TestHub.seal(last));
            accepted(third, third.act(ticket, 1, new NoteAdd("d", Audience.PARTIES, null)));

            theHubChangesItsOwnKeyToo(third, ticket);

            restart(() -> Files.delete(certificates(VENEZIA).resolve("revoked").resolve("stolen.pem")));
            assertThat(keysOf(VENEZIA))
                    .as("what has been revoked does not come back by lying in the folder")
                    .extracting(jwk -> VerifyKey.ofJwk(jwk).keyId())
                    .containsExactly(third.seal().verifyKey().keyId());
        } finally {
            hub.close();
        }
    }

    private Decision.Accepted bothCount(Pen first, Pen second, TicketNumber ticket, Pen.Written underSecond) {
        assertThat(registry().version()).isEqualTo(2);
        assertThat(keysOf(VENEZIA)).hasSize(2).allSatisfy(jwk -> assertThat(jwk).containsKeys("since", "until"));
        assertThat(registry().retired()).isEmpty();
        accepted(first, first.act(ticket, 1, new NoteAdd("a", Audience.PARTIES, null)));
        return accepted(second, underSecond);
    }

    private void aKeyThatNobodyNeedsIsNotNamedAndStillKnown(Pen brescia) {
        assertThat(registry().retired()).isEmpty();
        refused(brescia, brescia.open(brescia.number(2), TrackingCode.random()));
    }

    private void theFirstIsRetired(
            Pen first, Pen second, TicketNumber ticket, Pen.Written opening, Decision.Accepted opened) {
        assertThat(keysOf(VENEZIA)).hasSize(1);
        assertThat(registry().retired()).singleElement().satisfies(key -> {
            assertThat(key.member()).isEqualTo(VENEZIA);
            assertThat(key.jwk()).isEqualTo(first.seal().verifyKey().jwk());
            assertThat(key.revoked()).isFalse();
        });
        assertThat(counts(first, opened)).as("what it sealed stays good").isTrue();

        assertThat(accepted(first, opening)).as("the same again").isEqualTo(opened);
        Pen.Written late = first.act(ticket, 1, new NoteAdd("c", Audience.PARTIES, null));
        refused(first, late);
        refused(first, late);
        refused(first, first.say(new MemberHello("test/1", List.of("1.0"), 0)));
        String digest = Sealed.read(opening.jws()).orElseThrow().digest();
        refused(
                first,
                first.say(new Receipt(List.of(new Receipt.Entry(opening.id(), digest, Receipt.Level.L2, null)))));

        accepted(second, second.act(ticket, 1, new HandoverOffer("Vostra", inAnHour(), null), PARMA));
        List<KeyHistory.Known> evidence = CurrentTenant.during(
                PARMA,
                () -> hub.bean(KeyHistory.class)
                        .of(List.of(first.seal().verifyKey().keyId())));
        assertThat(evidence)
                .singleElement()
                .satisfies(known -> assertThat(known.until())
                        .isEqualTo(registry().retired().getFirst().until()));
    }

    private void theSecondIsRevokedThoughItStillLiesAmongTheOthers(
            Pen second, TicketNumber ticket, Pen.Written written, Decision.Accepted noted) {
        refused(second, second.act(ticket, 1, new NoteAdd("e", Audience.PARTIES, null)));
        assertThat(registry().retired())
                .extracting(key ->
                        Map.entry(key.jwk().equals(second.seal().verifyKey().jwk()), key.revoked()))
                .containsExactlyInAnyOrder(Map.entry(true, true), Map.entry(false, false));
        assertThat(accepted(second, written)).isEqualTo(noted);
        assertThat(counts(second, noted)).as("recorded before the revocation").isTrue();
    }

    /** {@code -Dsnodo.golden=FOLDER} keeps the evidence, as an example for the specification. */
    private void theHubChangesItsOwnKeyToo(Pen third, TicketNumber ticket) throws IOException {
        TestAuthority.Identity before = hub.hubSeal();
        TestAuthority.Identity after = hub.authority().seal("hub-second");
        hub.close();
        hub.startAgain(
                "snodo.seal.key=" + after.key(),
                "snodo.seal.certificate=" + after.certificate(),
                "snodo.seal.former=" + before.certificate());
        Decision.Accepted last = accepted(third, third.act(ticket, 1, new NoteAdd("f", Audience.PARTIES, null)));
        assertThat(last.stamp().verify(TestHub.seal(after).verifyKey())).isPresent();

        Dossiers.Answer answer = hub.bean(Dossiers.class).of(VENEZIA, ticket);
        try (InputStream file = ((Dossiers.Answer.Given) answer).file()) {
            byte[] evidence = file.readAllBytes();
            JsonNode keys = Json.MAPPER.readTree(evidence).path("keys");
            assertThat(keys.values().stream().map(key -> key.path("member").asString()))
                    .containsExactlyInAnyOrder("hub", "hub", "c_l736", "c_l736", "c_l736");
            String golden = System.getProperty("snodo.golden", "");
            if (!golden.isEmpty()) {
                Files.write(Path.of(golden, "keys-changed.json"), evidence);
            }
        }
    }

    /** Its held keys follow from the hub's own; what was sealed with the one before stays what it is. */
    @Test
    void whatTheHubHasSealedForAMemberIsTheSameAfterItsOwnKeyHasChanged(@TempDir Path folder) throws Exception {
        hub = TestHub.prepare(folder);
        hub.withoutSeal(PARMA, "{kind: soap-pull}");
        hub.startAgain();
        try {
            String said = inXml(TicketNumber.mint("G337", 1));
            String first = leaf(said);
            TestAuthority.Identity before = hub.hubSeal();
            TestAuthority.Identity after = hub.authority().seal("hub-second");
            hub.close();
            hub.startAgain(
                    "snodo.seal.key=" + after.key(),
                    "snodo.seal.certificate=" + after.certificate(),
                    "snodo.seal.former=" + before.certificate());

            assertThat(first).contains("G337-000001");
            assertThat(leaf(said)).isEqualTo(first);
            assertThat(leaf(inXml(TicketNumber.mint("G337", 2)))).contains("G337-000002");
        } finally {
            hub.close();
        }
    }

    private static String inXml(TicketNumber ticket) {
        return "<s:submit><s:message><s:staffetta>1.0</s:staffetta><s:id>" + MessageIds.next(Clock.systemUTC())
                + "</s:id><s:from>c_g337</s:from><s:ticket>" + ticket + "</s:ticket><s:sealedAt>" + Instant.now()
                + "</s:sealedAt><s:ticket.open><s:subject>Buca</s:subject><s:category>strade</s:category>"
                + "<s:channel>desk</s:channel></s:ticket.open></s:message></s:submit>";
    }

    private String leaf(String said) throws Exception {
        try (SoapMember parma = new SoapMember(hub, PARMA)) {
            String correlation = parma.ask(said).first("X-Correlation-ID");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> parma.about(correlation, "<s:status/>").first("status"), "done"::equals);
            SoapMember.Answer outcome = parma.about(correlation, "<s:outcome/>");
            assertThat(outcome.code()).isEmpty();
            return outcome.first("leaf");
        }
    }

    @Test
    void aKeyEndsWithItsCertificateWhileTheHubRuns(@TempDir Path folder) throws Exception {
        hub = TestHub.start(folder);
        try {
            Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 25);
            TestAuthority.Identity brief = hub.authority().seal("reggio-brief", end);
            restart(() -> {
                Files.copy(brief.certificate(), certificates(REGGIO_CALABRIA).resolve("seal-2.pem"));
                Files.delete(certificates(REGGIO_CALABRIA).resolve("seal.pem"));
            });
            Pen reggio = new Pen(REGGIO_CALABRIA, "H224", TestHub.seal(brief));
            assertThat(keysOf(REGGIO_CALABRIA))
                    .singleElement()
                    .satisfies(jwk -> assertThat(jwk).containsEntry("until", end.toString()));
            List<Decision> decisions = new ArrayList<>();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                decisions.add(submit(reggio, reggio.open(reggio.number(decisions.size()), TrackingCode.random())));
                return decisions.getLast() instanceof Decision.Refused;
            });

            assertThat(decisions.getLast())
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            no -> assertThat(no.refusal().code()).isEqualTo(RefusalCode.KEY_NOT_VALID));
            assertThat(Instant.now()).isAfter(end);
            assertThat(decisions)
                    .filteredOn(Decision.Accepted.class::isInstance)
                    .allSatisfy(yes -> assertThat(record(yes).recordedAt()).isBeforeOrEqualTo(end));
        } finally {
            hub.close();
        }
    }

    /** Something is done to the tenants folder. */
    private interface Change {
        void make() throws IOException;
    }

    private void restart(Change meanwhile) throws IOException {
        hub.close();
        meanwhile.make();
        hub.startAgain();
    }

    private Path certificates(MemberCode member) {
        return hub.tenant(member).resolve("certificates");
    }

    private Registry registry() {
        return hub.bean(Members.class).registry();
    }

    private List<Map<String, String>> keysOf(MemberCode member) {
        return hub.bean(Members.class).find(member).orElseThrow().keys();
    }

    /** What a recipient would find that has nothing but the registry and the stamp. */
    private boolean counts(Pen by, Decision stamped) {
        KeyRing.Held held = KeyRing.of(registry())
                .find(by.member(), by.seal().verifyKey().keyId())
                .orElseThrow();
        return held.validity().covers(record(stamped).recordedAt());
    }

    private Record record(Decision stamped) {
        return ((Decision.Accepted) stamped)
                .stamp()
                .verify(hub.bean(SealKey.class).verifyKey())
                .orElseThrow();
    }

    private static Instant inAnHour() {
        return Instant.now().plusSeconds(3600);
    }

    private Decision.Accepted accepted(Pen by, Pen.Written written) {
        Decision decision = submit(by, written);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return (Decision.Accepted) decision;
    }

    private void refused(Pen by, Pen.Written written) {
        assertThat(submit(by, written))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        no -> assertThat(no.refusal().code()).isEqualTo(RefusalCode.KEY_NOT_VALID));
    }

    private Decision submit(Pen by, Pen.Written written) {
        return hub.bean(Exchange.class)
                .submit(new Incoming(written.jws(), by.member(), "test"))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
