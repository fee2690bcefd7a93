package io.snodo.hub.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.doors.rest.Description;
import io.snodo.hub.doors.rest.OperatorClient;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.members.Circle;
import io.snodo.hub.members.Life;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.PracticePartner;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.FolderApplication;
import io.snodo.hub.operators.Trail;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.enrolment.Invitation;
import io.snodo.messages.enrolment.KeyOffer;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** What an invitation opens and what it does not, asked as anybody may ask; every answer is what is published. */
class EnrolmentIT {
    private static final int MEMBERS = 14;
    private static final Description DESCRIPTION = Description.published();

    @TempDir
    private static Path folder;

    private static TestHub hub;
    private static OperatorClient operator;
    private static Newcomer newcomer;
    private static int next;

    @BeforeAll
    static void start() throws Exception {
        hub = TestHub.prepare(folder);
        for (int i = 0; i < MEMBERS; i++) {
            Path member = Files.createDirectories(hub.tenants().resolve("new-" + i));
            Files.writeString(member.resolve("tenant.yaml"), """
                    member: c_new%1$d
                    name: Comune nuovo
                    prefix: NEW%1$d
                    territory: "015146"
                    languages: [it]
                    timezone: Europe/Rome
                    office: {code: urp, name: URP}
                    skills: [tributi]
                    operators: 1
                    queue: {name: urp, high: 8, low: 3}
                    agreements: []
                    """.formatted(i));
        }
        hub.startAgain();
        operator = new OperatorClient(hub);
        newcomer = new Newcomer(hub);
    }

    @AfterAll
    static void stop() {
        operator.close();
        hub.close();
    }

    private static synchronized MemberCode member() {
        return new MemberCode("c_new" + next++);
    }

    private static Invitation invited(MemberCode member) throws Exception {
        String text = operator.done("/members/" + member + "/invitation", Map.of())
                .path("invitation")
                .asString("");
        return Invitation.read(text).orElseThrow();
    }

    private static HttpResponse<String> ask(Invitation invitation, Map<Purpose, KeyOffer> keys) throws Exception {
        return DESCRIPTION.check(newcomer.ask(invitation.token(), keys));
    }

    private static String no(Invitation invitation, Map<Purpose, KeyOffer> keys) throws Exception {
        return Newcomer.code(ask(invitation, keys));
    }

    @Test
    void anInvitationOpensOnceAndTheSameKeysAreAnsweredTheSame() throws Exception {
        MemberCode member = member();
        assertThat(hub.bean(Members.class).admits(member)).isFalse();
        Invitation invitation = invited(member);
        Map<Purpose, KeyOffer> keys = Newcomer.good(member);
        keys.put(Purpose.SIGNATURE, Newcomer.offer(member, Newcomer.key("RSA")));
        keys.put(
                Purpose.ENCRYPTION,
                Newcomer.encryption(invitation.agreement(), invitation.id().toString()));

        HttpResponse<String> first = ask(invitation, keys);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(ask(invitation, keys).body()).isEqualTo(first.body());
        assertThat(no(invitation, Newcomer.good(member))).isEqualTo("409 invitation_used");
        assertThat(hub.bean(Members.class).admits(member)).isTrue();
        assertThat(hub.bean(Members.class).find(member).orElseThrow().keys()).hasSize(1);
        assertThat(hub.bean(Members.class).find(member).orElseThrow().encryption())
                .isNotNull();
        assertThat(hub.bean(Registrar.class).livesOf(member))
                .extracting(Life::state, Life::evidence)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Life.State.INVITED, null),
                        org.assertj.core.groups.Tuple.tuple(Life.State.ENROLLED, "invitation " + invitation.id()));
        // applying the folder again takes nothing of it away
        assertThat(operator.seen("/plan").path("changes")).isEmpty();
        String fingerprint = operator.seen("/members/" + member + "/certificates")
                .path("items")
                .get(0)
                .path("fingerprint")
                .asString("");
        assertThat(operator.done(
                                "/members/" + member + "/certificate-revocations",
                                Map.of("fingerprint", fingerprint, "reason", "test"))
                        .path("result")
                        .asString(""))
                .isEqualTo("done");
        assertThat(no(invitation, keys)).isEqualTo("410 invitation_withdrawn");
    }

    @Test
    void ofTwoWhoRedeemItAtTheSameTimeOneDoes() throws Exception {
        MemberCode member = member();
        Invitation invitation = invited(member);
        List<Callable<String>> all = new java.util.ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Map<Purpose, KeyOffer> keys = Newcomer.good(member);
            all.add(() -> no(invitation, keys));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> codes = new java.util.ArrayList<>();
            for (Future<String> each : threads.invokeAll(all)) {
                codes.add(each.get());
            }
            assertThat(codes).containsOnlyOnce("200 ").allMatch(code -> code.matches("200 |409 invitation_used"));
        }
    }

    @Test
    void whatIsNoInvitationOfOursOpensNothing() throws Exception {
        MemberCode member = member();
        Invitation invitation = invited(member);
        Map<Purpose, KeyOffer> keys = Newcomer.good(member);
        for (String token : List.of(
                invitation.id() + ".AAAA",
                UUID.randomUUID() + "." + invitation.secret(),
                invitation.secret(),
                "a.b.c",
                ".",
                "x".repeat(300))) {
            assertThat(Newcomer.code(DESCRIPTION.check(newcomer.ask(token, keys))))
                    .isEqualTo("401 invitation_unknown");
        }
        Invitation newer = invited(member);
        assertThat(no(invitation, keys)).isEqualTo("410 invitation_withdrawn");
        CurrentTenant.run(
                MemberCode.HUB,
                () -> hub.bean(JdbcClient.class)
                        .sql("update invitation set until = now() - interval '1 second' where id = ?")
                        .param(newer.id())
                        .update());
        assertThat(no(newer, keys)).isEqualTo("410 invitation_expired");
        // the secret is nowhere in the database
        String kept = CurrentTenant.during(
                MemberCode.HUB,
                () -> hub.bean(JdbcClient.class)
                        .sql("select string_agg(i::text, ' ') from invitation i")
                        .query(String.class)
                        .single());
        assertThat(kept).doesNotContain(newer.secret()).contains(newer.id().toString());
    }

    @Test
    void keysThatAreNotItsOwnOrTooWeakAreRefusedWithWhatIsWrong() throws Exception {
        MemberCode member = member();
        Invitation invitation = invited(member);
        KeyPair link = Newcomer.key("EC");
        Map<Purpose, KeyOffer> wrong = Newcomer.good(member);

        wrong.put(Purpose.LINK, Newcomer.offer(TestHub.VENEZIA, link));
        assertThat(no(invitation, wrong)).isEqualTo("422 certificate_subject_wrong");
        wrong.put(Purpose.LINK, Newcomer.offer(member, Newcomer.key("RSA-1024")));
        assertThat(no(invitation, wrong)).isEqualTo("422 key_unsuitable");
        wrong.put(Purpose.LINK, Newcomer.offer(member, Newcomer.key("Ed25519")));
        assertThat(no(invitation, wrong)).isEqualTo("422 key_unsuitable");
        byte[] der = Base64.getDecoder()
                .decode(String.valueOf(Newcomer.offer(member, link).request()));
        der[der.length - 1] ^= 1;
        wrong.put(Purpose.LINK, KeyOffer.request(Base64.getEncoder().encodeToString(der)));
        assertThat(no(invitation, wrong)).isEqualTo("422 certificate_request_invalid");
        for (String junk : List.of("", "AAAA", "not base64!", "MIIB", "A".repeat(9000))) {
            wrong.put(Purpose.LINK, KeyOffer.request(junk));
            assertThat(no(invitation, wrong)).isEqualTo("422 certificate_request_invalid");
        }
        KeyPair seal = Newcomer.key("EC");
        wrong.put(Purpose.LINK, Newcomer.offer(member, seal));
        wrong.put(Purpose.SEAL, Newcomer.offer(member, seal));
        assertThat(no(invitation, wrong)).isEqualTo("409 key_reused");
        Map<Purpose, KeyOffer> one = new HashMap<>(Newcomer.good(member));
        one.remove(Purpose.SEAL);
        assertThat(no(invitation, one)).isEqualTo("422 key_missing");
        Map<Purpose, KeyOffer> unproven = Newcomer.good(member);
        unproven.put(Purpose.ENCRYPTION, Newcomer.encryption(invitation.agreement(), "another context"));
        assertThat(no(invitation, unproven)).isEqualTo("422 key_unproven");
        unproven.put(
                Purpose.ENCRYPTION,
                KeyOffer.jwk(Map.of("kty", "OKP", "crv", "X25519", "x", "A".repeat(43)), "AAAA")); // of low order
        assertThat(no(invitation, unproven)).isEqualTo("422 key_unproven");
        // and still it opens to who asks rightly
        assertThat(no(invitation, Newcomer.good(member))).isEqualTo("200 ");
    }

    @Test
    void aBodyThatIsTooLargeOrNoneOfOursIsRefused() throws Exception {
        Invitation invitation = invited(member());
        String token = invitation.token();
        assertThat(Newcomer.code(
                        DESCRIPTION.check(newcomer.ask("/api/v1/enrolment", token, "x".repeat(10 * 1024 * 1024)))))
                .isEqualTo("413 message_too_large");
        assertThat(Newcomer.code(DESCRIPTION.check(newcomer.ask("/api/v1/enrolment", token, "[]"))))
                .isEqualTo("400 json_malformed");
        assertThat(Newcomer.code(DESCRIPTION.check(newcomer.ask("/api/v1/enrolment", token, "{}"))))
                .isEqualTo("422 schema_invalid");
        assertThat(Newcomer.code(
                        DESCRIPTION.check(newcomer.ask("/api/v1/enrolment", token, "{\"keys\":{\"crown\":{}}}"))))
                .isEqualTo("422 schema_invalid");
    }

    @Test
    void aMemberGetsNewCertificatesInTimeAndTheOldOnesGoOnCounting() throws Exception {
        MemberCode member = member();
        Invitation invitation = invited(member);
        KeyPair pair = Newcomer.key("Ed25519");
        KeyPair link = Newcomer.key("EC");
        Map<Purpose, KeyOffer> keys = Newcomer.good(member);
        keys.put(Purpose.SEAL, Newcomer.offer(member, pair));
        keys.put(Purpose.LINK, Newcomer.offer(member, link));
        assertThat(no(invitation, keys)).isEqualTo("200 ");
        SealKey seal = seal(pair);
        String body = Json.MAPPER.writeValueAsString(Map.of("keys", Newcomer.good(member)));

        HttpResponse<String> renewed =
                DESCRIPTION.check(newcomer.ask("/api/v1/certificates", token(member, seal), body));
        HttpResponse<String> again = DESCRIPTION.check(newcomer.ask("/api/v1/certificates", token(member, seal), body));

        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(renewed.body());
        JsonNode all = operator.seen("/members/" + member + "/certificates").path("items");
        assertThat(all).hasSize(4);
        assertThat(hub.bean(Members.class).find(member).orElseThrow().keys()).hasSize(2);
        String reused =
                Json.MAPPER.writeValueAsString(Map.of("keys", Map.of(Purpose.LINK, Newcomer.offer(member, link))));
        assertThat(Newcomer.code(newcomer.ask("/api/v1/certificates", token(member, seal), reused)))
                .isEqualTo("409 key_reused");
        String foreign = Json.MAPPER.writeValueAsString(
                Map.of("keys", Map.of(Purpose.LINK, Newcomer.offer(TestHub.VENEZIA, Newcomer.key("EC")))));
        assertThat(Newcomer.code(newcomer.ask("/api/v1/certificates", token(member, seal), foreign)))
                .isEqualTo("422 certificate_subject_wrong");
        assertThat(Newcomer.code(newcomer.ask("/api/v1/certificates", token(member, SealKey.generate()), body)))
                .isEqualTo("401 token_invalid");
    }

    @Test
    void aStolenSealKeyTakesWithItAllThatWasAskedForWithIt() throws Exception {
        MemberCode member = member();
        Invitation invitation = invited(member);
        KeyPair stolen = Newcomer.key("Ed25519");
        Map<Purpose, KeyOffer> first = Newcomer.good(member);
        first.put(Purpose.SEAL, Newcomer.offer(member, stolen));
        assertThat(no(invitation, first)).isEqualTo("200 ");
        KeyPair thiefs = Newcomer.key("Ed25519");
        renewed(member, stolen, Map.of(Purpose.SEAL, Newcomer.offer(member, thiefs)));
        KeyPair thiefsLater = Newcomer.key("Ed25519");
        renewed(member, thiefs, Map.of(Purpose.LINK, Newcomer.offer(member, Newcomer.key("EC"))));
        renewed(member, thiefs, Map.of(Purpose.SEAL, Newcomer.offer(member, thiefsLater)));

        assertThat(hub.bean(Registrar.class)
                        .revoke(member, seal(stolen).verifyKey().keyId(), "livia", "stolen", () -> {}))
                .isTrue();

        JsonNode all = operator.seen("/members/" + member + "/certificates").path("items");
        assertThat(all).hasSize(5);
        assertThat(all.valueStream()
                        .filter(each -> !each.path("revokedAt").isString())
                        .map(each -> each.path("purpose").asString("")))
                .as("the link that the invitation brought was not asked for with the key")
                .containsExactly("link");
        String body = Json.MAPPER.writeValueAsString(Map.of("keys", Newcomer.good(member)));
        assertThat(Newcomer.code(newcomer.ask("/api/v1/certificates", token(member, seal(thiefsLater)), body)))
                .as("also in the moment that a key goes on counting for what is under way")
                .isEqualTo("401 token_invalid");
    }

    @Test
    void aFolderThatTakesAMemberAwayIsAppliedByTwo() throws Exception {
        MemberCode member = member();
        assertThat(no(invited(member), Newcomer.good(member))).isEqualTo("200 ");
        FolderApplication folder = hub.bean(FolderApplication.class);
        FileSystemUtils.deleteRecursively(hub.tenants().resolve(member.value().replace("c_new", "new-")));
        String plan = folder.plan().plan();

        assertThat(folder.apply("livia", plan).outcome()).isEqualTo(FolderApplication.Outcome.ASKED);
        assertThat(folder.apply("livia", plan).outcome())
                .as("nobody is two")
                .isEqualTo(FolderApplication.Outcome.ASKED);
        assertThat(hub.bean(Members.class).find(member)).isPresent();

        assertThat(folder.apply("marco", plan).outcome()).isEqualTo(FolderApplication.Outcome.APPLIED);
        assertThat(hub.bean(Members.class).find(member)).isEmpty();
        List<Act> acts = hub.bean(Trail.class).page(2, 0);
        assertThat(acts.getFirst().what()).contains(plan, "as livia had asked");
        assertThat(acts.getLast().about()).isEqualTo(member);
        assertThat(acts.getLast().what()).startsWith("leaves " + member);
        assertThat(folder.apply("marco", plan).outcome())
                .as("what was asked for is done")
                .isEqualTo(FolderApplication.Outcome.PLAN_OUTDATED);
    }

    @Test
    void aMemberThatIsAskedToRenewSeesWhichAndItIsDoneWhenThereIsANewerOfEach() throws Exception {
        MemberCode member = member();
        String path = "/members/" + member + "/renewal";
        assertThat(operator.done(path, Map.of()).path("certificates").asString(""))
                .as("nobody can be asked who has none")
                .isEqualTo("none");
        Invitation invitation = invited(member);
        KeyPair former = Newcomer.key("Ed25519");
        Map<Purpose, KeyOffer> first = Newcomer.good(member);
        first.put(Purpose.SEAL, Newcomer.offer(member, former));
        first.put(
                Purpose.ENCRYPTION,
                Newcomer.encryption(invitation.agreement(), invitation.id().toString()));
        assertThat(no(invitation, first)).isEqualTo("200 ");
        assertThat(toReplace(member, former)).isEmpty();
        assertThat(operator.seen(path).has("askedAt")).isFalse();

        JsonNode asked = operator.done(path, Map.of("reason", "livia leaves"));

        assertThat(asked.path("result").asString("")).isEqualTo("done");
        assertThat(asked.path("reason").asString("")).isEqualTo("livia leaves");
        assertThat(Instant.parse(asked.path("due").asString("")))
                .isAfter(Instant.now().plus(Duration.ofDays(6)));
        assertThat(toReplace(member, former))
                .as("what is kept to be read by stays")
                .containsExactlyInAnyOrder("link", "seal");
        assertThat(operator.done(path, Map.of()).path("result").asString(""))
                .as("asked twice")
                .isEqualTo("nothing_to_do");
        KeyPair seal = Newcomer.key("Ed25519");
        renewed(member, former, Map.of(Purpose.SEAL, Newcomer.offer(member, seal)));
        assertThat(operator.seen(path).has("doneAt")).as("of the link still").isFalse();
        assertThat(renewals().waiting())
                .filteredOn(one -> one.member().equals(member))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.isOverdue(Instant.now())).isFalse();
                    assertThat(one.isOverdue(Instant.now().plus(Duration.ofDays(8))))
                            .isTrue();
                });
        renewed(member, seal, Map.of(Purpose.LINK, Newcomer.offer(member, Newcomer.key("EC"))));
        assertThat(operator.seen(path).has("doneAt")).isTrue();
        assertThat(renewals().waiting()).noneMatch(one -> one.member().equals(member));
        assertThat(toReplace(member, former))
                .as("the former count still, and are still not to be used")
                .containsExactlyInAnyOrder("link", "seal");
        assertThat(hub.bean(Trail.class).page(50, 0))
                .filteredOn(act -> member.equals(act.about()) && act.kind() == Act.Kind.ASK_RENEWAL)
                .extracting(Act::result)
                .containsExactly(Act.Result.NOTHING_TO_DO, Act.Result.DONE, Act.Result.REFUSED);

        assertThat(operator.done(path, Map.of()).path("result").asString(""))
                .as("it may be asked again")
                .isEqualTo("done");
        assertThat(toReplace(member, seal)).hasSize(4);
    }

    @Test
    void whoseCertificatesLieInTheFolderIsNotAskedAndWhoComesAnewHasRenewed() throws Exception {
        JsonNode folder = operator.done("/members/" + TestHub.VENEZIA + "/renewal", Map.of());
        assertThat(folder.path("result").asString("")).isEqualTo("refused");
        assertThat(folder.path("certificates").asString("")).isEqualTo("folder");
        assertThat(operator.get("/members/c_x999/renewal").statusCode()).isEqualTo(404);
        assertThat(operator.post("/members/" + TestHub.VENEZIA + "/renewal", "{\"reason\": \"\"}")
                        .statusCode())
                .isEqualTo(422);

        MemberCode member = member();
        String path = "/members/" + member + "/renewal";
        assertThat(no(invited(member), Newcomer.good(member))).isEqualTo("200 ");
        assertThat(operator.done(path, Map.of()).path("result").asString("")).isEqualTo("done");
        assertThat(no(invited(member), Newcomer.good(member))).isEqualTo("200 ");
        assertThat(operator.seen(path).has("doneAt")).isTrue();
        assertThat(hub.bean(Renewals.class).toReplace(member))
                .as("those of before were revoked")
                .isEmpty();
    }

    private static Renewals renewals() {
        return hub.bean(Renewals.class);
    }

    private static List<String> toReplace(MemberCode member, KeyPair seal) throws Exception {
        HttpResponse<String> answer =
                DESCRIPTION.check(newcomer.get("/api/v1/certificates", token(member, seal(seal))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER
                .readTree(answer.body())
                .path("items")
                .valueStream()
                .filter(each -> each.has("renewalAskedAt"))
                .map(each -> each.path("purpose").asString(""))
                .toList();
    }

    private void renewed(MemberCode member, KeyPair seal, Map<Purpose, KeyOffer> keys) throws Exception {
        String body = Json.MAPPER.writeValueAsString(Map.of("keys", keys));
        HttpResponse<String> answer =
                DESCRIPTION.check(newcomer.ask("/api/v1/certificates", token(member, seal(seal)), body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static SealKey seal(KeyPair pair) {
        return SealKey.ofEd25519(((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow());
    }

    @Test
    void aCertificateCountsForItsPurposeAloneAndTrialNeverMeetsReal() throws Exception {
        MemberCode member = member();
        Invitation invitation = invited(member);
        KeyPair pair = Newcomer.key("Ed25519");
        Map<Purpose, KeyOffer> keys = Newcomer.good(member);
        keys.put(Purpose.SEAL, Newcomer.offer(member, pair));
        JsonNode given = Json.MAPPER.readTree(ask(invitation, keys).body()).path("certificates");
        Members members = hub.bean(Members.class);
        X509Certificate link = certificate(given.path("link"));

        assertThat(members.bearer(link, Purpose.LINK)).contains(member);
        assertThat(members.bearer(link, Purpose.SIGNATURE)).isEmpty();
        assertThat(members.bearer(certificate(given.path("seal")), Purpose.LINK))
                .isEmpty();
        assertThat(link.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");

        Pen pen = new Pen(
                member,
                "NEW" + member.value().substring(5),
                SealKey.ofEd25519(
                        ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow()));
        Pen.Written offer = pen.act(
                pen.number(1), 1, new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null), TestHub.VENEZIA);
        assertThat(hub.bean(Exchange.class)
                        .submit(new Incoming(offer.jws(), member, "test"))
                        .get(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.TRIAL_APART));
    }

    @Test
    void whoIsSuspendedInTrialIsStillInTrialAndARevokedKeyEncryptsNothingMore() throws Exception {
        MemberCode member = member();
        Invitation invitation = invited(member);
        Map<Purpose, KeyOffer> keys = Newcomer.good(member);
        keys.put(
                Purpose.ENCRYPTION,
                Newcomer.encryption(invitation.agreement(), invitation.id().toString()));
        assertThat(no(invitation, keys)).isEqualTo("200 ");
        Members members = hub.bean(Members.class);
        Registrar registrar = hub.bean(Registrar.class);

        assertThat(registrar.suspend(member, "livia", "test", () -> {})).isTrue();
        assertThat(members.isInTrial(member)).isTrue();
        assertThat(members.of(Circle.ADMITTED)).doesNotContain(member);
        assertThat(registrar.advance(member, Life.State.ADMITTED, "livia", "test", null, () -> {}))
                .as("to admit is not to resume")
                .isFalse();
        assertThat(registrar.resume(member, "livia", "test", () -> {})).isTrue();
        assertThat(members.state(member)).isEqualTo(Life.State.ENROLLED);

        String encryption = operator.seen("/members/" + member + "/certificates")
                .path("items")
                .valueStream()
                .filter(each -> each.path("purpose").asString("").equals("encryption"))
                .findAny()
                .orElseThrow()
                .path("fingerprint")
                .asString("");
        assertThat(members.find(member).orElseThrow().encryption()).isNotNull();
        assertThat(registrar.revokeCertificate(member, encryption, "livia", "stolen", () -> {}))
                .isTrue();
        assertThat(members.find(member).orElseThrow().encryption()).isNull();
    }

    @Test
    void whoIsInTrialPractisesWithPartnersWhoAnswerAndWhomNobodyElseSees() throws Exception {
        MemberCode member = member();
        Invitation invitation = invited(member);
        Map<Purpose, KeyOffer> keys = Newcomer.good(member);
        KeyPair pair = Newcomer.key("Ed25519");
        keys.put(Purpose.SEAL, Newcomer.offer(member, pair));
        assertThat(no(invitation, keys)).isEqualTo("200 ");
        Members members = hub.bean(Members.class);
        List<MemberCode> partners =
                Stream.of(PracticePartner.values()).map(PracticePartner::code).toList();
        assertThat(members.of(Circle.TRIAL)).contains(member).containsAll(partners);
        assertThat(members.of(Circle.ADMITTED)).doesNotContainAnyElementsOf(partners);
        assertThat(members.registry(member).agreements())
                .filteredOn(agreement -> member.equals(agreement.grantee()))
                .extracting(Registry.Agreement::grantor)
                .containsExactlyInAnyOrderElementsOf(partners);

        String prefix = members.find(member).orElseThrow().prefix();
        Pen pen = new Pen(
                member,
                prefix,
                SealKey.ofEd25519(
                        ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow()));
        said(pen.say(new MemberHello("test", List.of("1.0"), 0)), member);
        Map<PracticePartner, TicketNumber> tickets = new EnumMap<>(PracticePartner.class);
        for (PracticePartner partner : PracticePartner.values()) {
            TicketNumber ticket = pen.number(partner.ordinal() + 1);
            said(pen.open(ticket, TrackingCode.random()), member);
            said(
                    pen.act(
                            ticket,
                            1,
                            new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null),
                            partner.code()),
                    member);
            tickets.put(partner, ticket);
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(shown(member, tickets.get(PracticePartner.ACCEPTS)))
                    .contains("handover.accept", "Prova: preso in carico");
            assertThat(shown(member, tickets.get(PracticePartner.DECLINES)))
                    .contains("handover.reject", "non è di nostra competenza");
            assertThat(shown(member, tickets.get(PracticePartner.RETURNS)))
                    .contains("handover.accept", "Prova: torna a voi");
            assertThat(waiting(member)).as("something to accept").contains("Prova: tocca a voi");
        });
    }

    private static void said(Pen.Written written, MemberCode member) throws Exception {
        assertThat(hub.bean(Exchange.class)
                        .submit(new Incoming(written.jws(), member, "test"))
                        .get(20, TimeUnit.SECONDS))
                .isNotInstanceOf(Decision.Refused.class);
    }

    /** All that has been said of it, as its parties may read it. */
    private static String shown(MemberCode member, TicketNumber ticket) {
        return payloads(member, "ticket = '" + ticket + "'");
    }

    private static String waiting(MemberCode member) {
        return payloads(member, "readers @> array['" + member + "']");
    }

    private static String payloads(MemberCode member, String which) {
        List<String> all = CurrentTenant.during(
                member,
                () -> hub.bean(JdbcClient.class)
                        .sql("select jws from message where " + which + " order by recorded_at")
                        .query(String.class)
                        .list());
        return all.stream()
                .map(jws -> new String(Sealed.read(jws).orElseThrow().alreadyVerified(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    private static X509Certificate certificate(JsonNode given) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(
                        Base64.getDecoder().decode(given.path("chain").get(0).asString(""))));
    }

    private static String token(MemberCode member, SealKey seal) {
        long now = Instant.now().getEpochSecond();
        return Sealed.sign(
                Json.MAPPER.writeValueAsBytes(Map.of(
                        "iss", member.value(), "aud", "hub", "iat", now, "exp", now + 60, "jti", UUID.randomUUID())),
                "JWT",
                seal);
    }
}
