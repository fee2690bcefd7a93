package io.snodo.hub.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.identity.ConsoleVisit.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import io.snodo.hub.TestHub;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.exchange.RefusalEvents;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.Exit;
import io.snodo.hub.operators.FourEyes;
import io.snodo.hub.operators.Standings;
import io.snodo.hub.operators.Suspension;
import io.snodo.hub.operators.Trail;
import io.snodo.hub.pages.Browser;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TrackingCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who comes into the console, by which way, and what each sees and does not see there; on the hub as it runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleVisitorsBrowserIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String NOBODYS = "c_z999";

    private Browser browser;
    private IdentityProvider provider;
    private TestHub hub;
    private TicketNumber number;
    private Pen.Written stale;
    private byte[] secret;
    private String recovery;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        browser = new Browser();
        provider = new IdentityProvider();
        provider.knows("anna", Map.of("roles", List.of("gestori"), "amr", List.of("pwd", "otp")));
        provider.knows("senza", Map.of("roles", List.of("gestori"), "amr", List.of("pwd")));
        provider.knows("ospite", Map.of("roles", List.of("altro"), "acr", "https://www.spid.gov.it/SpidL2"));
        provider.knows(
                "bruno",
                Map.of(
                        "roles",
                        List.of("enti"),
                        "snodo_member",
                        BRESCIA.value(),
                        "acr",
                        "https://www.spid.gov.it/SpidL2"));
        Path secretFile = Files.writeString(folder.resolve("oidc-secret"), IdentityProvider.SECRET + "\n");
        hub = TestHub.start(
                folder,
                "snodo.oidc.issuer=" + provider.issuer(),
                "snodo.oidc.client-id=" + IdentityProvider.CLIENT,
                "snodo.oidc.client-secret=" + secretFile,
                "snodo.oidc.name=Accesso del Comune",
                "snodo.oidc.roles.gestori=HUB_OPERATOR",
                "snodo.oidc.roles.enti=MEMBER_ADMINISTRATOR",
                "snodo.oidc.acr=https://www.spid.gov.it/SpidL2",
                "snodo.oidc.amr=otp");
        somethingHappens();
    }

    /** Parma has a ticket that it offers to Brescia; then it writes under an epoch that never was. All waits for Brescia. */
    private void somethingHappens() {
        Pen parma = Pen.of(hub, PARMA);
        number = parma.number(7);
        accepted(parma, parma.open(number, TrackingCode.random()));
        HandoverOffer offer = new HandoverOffer("La strada è sua", Instant.now().plusSeconds(3600), null);
        accepted(parma, parma.act(number, 1, offer, BRESCIA));
        accepted(parma, parma.act(number, 1, new NoteAdd("Per chi legge", Audience.PARTIES, null)));
        stale = parma.act(number, 9, new StatusSet(Status.IN_PROGRESS, null));
        assertThat(submitted(parma, stale)).isInstanceOf(Decision.Refused.class);
        await().atMost(LONG).until(() -> park(BRESCIA) > 0 || !parked(BRESCIA).isEmpty());
    }

    @AfterAll
    void stop() {
        if (hub != null) {
            hub.close();
        }
        if (provider != null) {
            provider.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @Order(1)
    void aTelephoneIsSetUpAtTheFirstLoginAndTheHubAsksForItFromThenOn() throws Exception {
        String used;
        try (Browser.Visit visit = browser.desktop(url(), "it")) {
            Page page = visit.page();
            logIn(page, "livia");
            assertThat(page.locator("#secret")).isVisible();
            visit.isAccessible();
            visit.screenshot("console-second-factor-begin");
            String address = read(page.locator("#qr").screenshot());
            assertThat(address).startsWith("otpauth://totp/Snodo:livia?secret=").endsWith("&issuer=Snodo");
            String text = address.replaceAll(".*secret=([A-Z2-7]+)&.*", "$1");
            assertThat(page.locator("#secret").textContent().replace(" ", "")).isEqualTo(text);
            secret = octets(text);
            page.navigate("/console/members");
            assertThat(page).hasURL(Pattern.compile(".*/console/second-factor"));
            page.locator("#code").fill("000000".equals(code(0)) ? "111111" : "000000");
            page.keyboard().press("Enter");
            assertThat(page.locator("#wrong")).isVisible();
            used = code(-1);
            page.locator("#code").fill(used);
            page.keyboard().press("Enter");
            assertThat(page.locator("#recovery-codes li")).hasCount(10);
            recovery = page.locator("#recovery-codes li").first().textContent();
            visit.isAccessible();
            visit.screenshot("console-recovery-codes");
            page.locator("main a.btn").click();
            assertThat(page.locator("h1")).hasText("La rete adesso");
            visit.screenshot("console-whole-overview");
        }
        try (Browser.Visit visit = browser.telephone(url(), "it")) {
            Page page = visit.page();
            logIn(page, "livia");
            assertThat(page.locator("#secret")).hasCount(0);
            visit.fitsTheScreen();
            visit.isAccessible();
            page.locator("#code").fill(used);
            page.keyboard().press("Enter");
            assertThat(page.locator("#used, #wrong")).isVisible();
            visit.screenshot("console-second-factor-telephone");
            page.locator("#code").fill(code(0));
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("La rete adesso");
            visit.fitsTheScreen();
        }
    }

    @Test
    @Order(2)
    void aCodeOpensOnceAtWhicheverNodeAndTheDatabaseKnowsNoSecret() throws Exception {
        SecondFactors nodes = hub.bean(SecondFactors.class);
        String next = code(1);
        List<SecondFactors.Answer> answers = new ArrayList<>();
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            List<Future<SecondFactors.Answer>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(many.submit(() -> nodes.give("livia", next, null)));
            }
            for (Future<SecondFactors.Answer> each : asked) {
                answers.add(each.get());
            }
        }
        assertThat(answers)
                .filteredOn(SecondFactors.Answer.Right.class::isInstance)
                .hasSize(1);
        assertThat(answers)
                .filteredOn(SecondFactors.Answer.UsedAlready.class::isInstance)
                .hasSize(7);
        byte[] kept = asHub(() -> database()
                .sql("select secret from second_factor where operator = 'livia'")
                .query(byte[].class)
                .single());
        assertThat(new BigInteger(1, kept).toString(16)).doesNotContain(new BigInteger(1, secret).toString(16));
        assertThat(database()
                        .sql("select count(*) from second_factor")
                        .query(Long.class)
                        .single())
                .as("rows that are seen without the hub's tenant")
                .isZero();
    }

    @Test
    @Order(3)
    void aRecoveryCodeOpensOnceAndAnotherOperatorLetsItsOwnerBeginAnew() throws Exception {
        try (ConsoleVisit livia = ConsoleVisit.of(hub.url(), "livia")) {
            assertThat(location(livia.get("/console/events"))).endsWith("/console/second-factor");
            assertThat(location(livia.post("/console/second-factor", "/console/members/c_g337/suspend", "reason=x")))
                    .endsWith("/console/second-factor");
            assertThat(location(livia.post("/console/second-factor", "/console/second-factor", "code=" + recovery)))
                    .doesNotContain("second-factor");
            assertThat(livia.get("/console/members").statusCode()).isEqualTo(200);
        }
        try (ConsoleVisit livia = ConsoleVisit.of(hub.url(), "livia")) {
            assertThat(location(livia.post("/console/second-factor", "/console/second-factor", "code=" + recovery)))
                    .endsWith("?wrong");
        }
        try (ConsoleVisit other = ConsoleVisit.of(hub.url(), "hub")) {
            other.post("/console/operators", "/console/operators/hub/reset", "reason=mio");
            other.post("/console/operators", "/console/operators/livia/reset", "reason=Telefono perso");
            assertThat(other.page("/console/audit")
                            .select("tr[data-result=refused]")
                            .text())
                    .contains("hub ricomincia con un telefono nuovo");
        }
        assertThat(trail(Act.Kind.RESET_SECOND_FACTOR))
                .extracting(Act::result)
                .containsExactly(Act.Result.DONE, Act.Result.REFUSED);
        assertThat(trail(Act.Kind.RECOVERY_CODE)).hasSize(1);
        try (ConsoleVisit livia = ConsoleVisit.of(hub.url(), "livia")) {
            String fresh =
                    livia.page("/console/second-factor").select("#secret").text();
            assertThat(fresh).isNotEmpty();
            assertThat(octets(fresh.replace(" ", ""))).isNotEqualTo(secret);
            assertThat(livia.page("/console/second-factor").select("#secret").text())
                    .as("in the same login")
                    .isEqualTo(fresh);
            livia.post("/console/login", "/console/login", "username=livia", "password=hub");
            assertThat(livia.page("/console/second-factor").select("#secret").text())
                    .as("after another login in the same browser")
                    .isNotEmpty()
                    .isNotEqualTo(fresh);
        }
    }

    @Test
    @Order(4)
    void noTwoLoginsAreShownTheSameSecretAndOnlyTheConfirmedOneOpens() throws Exception {
        try (ConsoleVisit thief = ConsoleVisit.of(hub.url(), "livia");
                ConsoleVisit livia = ConsoleVisit.of(hub.url(), "livia")) {
            String seen = shown(thief);
            secret = octets(shown(livia));
            assertThat(octets(seen)).isNotEqualTo(secret);
            assertThat(livia.post("/console/second-factor", "/console/second-factor", "code=" + code(0))
                            .statusCode())
                    .isEqualTo(200);
            secret = octets(seen);
            assertThat(location(thief.post("/console/second-factor", "/console/second-factor", "code=" + code(0))))
                    .endsWith("?wrong");
        }
    }

    private static String shown(ConsoleVisit visit) throws Exception {
        return visit.page("/console/second-factor").select("#secret").text().replace(" ", "");
    }

    @Test
    @Order(4)
    void aMembersRefusalsPushOutNobodyElses() {
        asHub(() -> database().sql("""
                        insert into refusal_event (at, sender, binding, recipients, code)
                        select now(), :sender, 'flood', '{}', 'schema_invalid' from generate_series(1, 20010)""").param("sender", BRESCIA.value()).update());
        asHub(() -> database().sql("""
                        insert into refusal_event (id, at, sender, binding, recipients, code) overriding system value
                        values (5000000, now(), :sender, 'flood', '{}', 'schema_invalid')""").param("sender", BRESCIA.value()).update());
        long before = refusals(PARMA);
        assertThat(before).isPositive();
        hub.bean(RefusalEvents.class).forget();
        assertThat(refusals(PARMA)).isEqualTo(before);
        assertThat(refusals(BRESCIA)).isEqualTo(20_000);
        asHub(() -> database()
                .sql("delete from refusal_event where binding = 'flood'")
                .update());
    }

    private long refusals(MemberCode sender) {
        return asHub(() -> database()
                .sql("select count(*) from refusal_event where sender = ?")
                .param(sender.value())
                .query(Long.class)
                .single());
    }

    @Test
    @Order(5)
    void wrongCodesWaitLikeWrongPasswords() throws Exception {
        try (ConsoleVisit livia = ConsoleVisit.of(hub.url(), "livia")) {
            for (int i = 0; i < 5; i++) {
                livia.post("/console/second-factor", "/console/second-factor", "code=12345");
            }
            HttpResponse<String> putOff = livia.post("/console/second-factor", "/console/second-factor", "code=12345");
            assertThat(putOff.statusCode()).isEqualTo(429);
            assertThat(putOff.headers().firstValue("Retry-After")).isPresent();
            assertThat(putOff.body()).contains("put-off");
        }
    }

    @Test
    @Order(5)
    void anOperatorComesByTheProviderAndLeavesThereToo() {
        try (Browser.Visit visit = browser.desktop(url(), "it")) {
            Page page = visit.page();
            page.navigate("/console/login");
            visit.isAccessible();
            visit.screenshot("console-login-provider");
            byProvider(page, "anna");
            assertThat(page.locator("h1")).hasText("La rete adesso");
            assertThat(page.locator(".who")).containsText("oidc:anna");
            page.locator(".logout button").click();
            assertThat(page).hasURL(Pattern.compile(".*/console/login\\?logout"));
            page.navigate("/console/members");
            assertThat(page).hasURL(Pattern.compile(".*/console/login"));
        }
    }

    @Test
    @Order(6)
    void whoRenamesHimselfAtTheProviderIsNotTwoOperators() {
        ProvidedNames names = hub.bean(ProvidedNames.class);

        assertThat(names.of("https://idp", "1", "teresa")).isEqualTo("teresa");
        assertThat(names.of("https://idp", "1", "ornella")).isEqualTo("teresa");
        assertThat(names.of("https://idp", "2", "teresa")).isEqualTo("teresa (2)");
        assertThat(names.of("https://idp", "2", "teresa")).isEqualTo("teresa (2)");
        assertThat(names.of("https://other", "1", "ornella")).isEqualTo("ornella");
    }

    @Test
    @Order(6)
    void whoMayNotComeByTheProviderIsToldWhyInWords() throws Exception {
        try (Browser.Visit visit = browser.desktop(url(), "it")) {
            Page page = visit.page();
            byProvider(page, "senza");
            assertThat(page.locator("#oidc-problem")).containsText("secondo fattore");
            visit.isAccessible();
            byProvider(page, "ospite");
            assertThat(page.locator("#oidc-problem")).containsText("nessuno ti ha dato un ruolo");
            page.navigate("/console/oidc/provider");
            page.locator("#no").click();
            assertThat(page.locator("#oidc-problem")).containsText("annullato");
            provider.forges(true);
            byProvider(page, "anna");
            assertThat(page.locator("#oidc-problem")).containsText("non si può verificare");
            provider.forges(false);
            page.navigate("/console/oidc/back/provider?code=made-up&state=made-up");
            assertThat(page.locator("#oidc-problem")).containsText("non si può verificare");
            page.navigate("/console/members");
            assertThat(page).hasURL(Pattern.compile(".*/console/login"));
        }
    }

    @Test
    @Order(7)
    void anAdministratorWhoComesByTheProviderIsThatMembersAlone() {
        try (Browser.Visit visit = browser.desktop(url(), "it")) {
            Page page = visit.page();
            byProvider(page, "bruno");
            assertThat(page).hasURL(Pattern.compile(".*/console/members/c_b157"));
            assertThat(page.locator("h1")).containsText("Brescia");
            assertThat(page.locator("form[action*=suspend]")).hasCount(0);
            visit.isAccessible();
            visit.screenshot("console-own-member");
            page.navigate("/console/waiting");
            assertThat(page.locator("tr[data-state=parked]")).not().hasCount(0);
            visit.isAccessible();
            visit.screenshot("console-own-waiting");
            assertThat(page.locator("nav[aria-label] a[href='/console/members']"))
                    .hasCount(0);
        }
    }

    @Test
    @Order(8)
    void toAnAdministratorWhatIsAnothersIsWhatIsNotThere() throws Exception {
        try (ConsoleVisit parma = ConsoleVisit.of(hub.url(), "parma")) {
            HttpResponse<String> nowhere = parma.get("/console/members/" + NOBODYS);
            assertThat(nowhere.statusCode()).isEqualTo(404);
            for (String path : List.of(
                    "/console/members/" + BRESCIA,
                    "/console/members/c_l736",
                    "/console/members/hub",
                    "/console/members",
                    "/console/members?q=Brescia",
                    "/console/adhesions",
                    "/console/operators",
                    "/console/hubs",
                    "/console/triage",
                    "/console/members/" + BRESCIA + "/suspend",
                    "/console/members/%63_b157",
                    "/console/members/" + BRESCIA + "/")) {
                for (String[] headers : new String[][] {{}, {"HX-Request", "true", "HX-Target", "members-live"}}) {
                    HttpResponse<String> answer = parma.get(path, headers);
                    assertThat(answer.statusCode()).as(path).isEqualTo(404);
                    assertThat(answer.headers().firstValue("Content-Type"))
                            .isEqualTo(nowhere.headers().firstValue("Content-Type"));
                    assertThat(answer.body()).as(path).doesNotContain("Brescia");
                }
            }
            for (String path : List.of(
                    "/console/members/c_g337/../c_b157",
                    "/console/members/c_g337/%2e%2e/c_b157",
                    "/console/../console/members/c_b157",
                    "/api/v1/../../console/members/c_b157",
                    "/track/../api/v1/members/c_b157",
                    "/console//members/c_b157",
                    "/console/members/c_b157;a=b",
                    "/console/members/C_B157",
                    "/console/members/c_b157%00")) {
                HttpResponse<String> answer = parma.get(path);
                assertThat(answer.statusCode()).as(path).isIn(400, 404);
                assertThat(answer.body()).as(path).doesNotContain("Brescia");
            }
            for (String path : List.of(
                    "/console/members/c_g337/suspend",
                    "/console/members/c_g337/resume",
                    "/console/members/c_b157/suspend",
                    "/console/operators/livia/reset",
                    "/console/hubs/parked/1/redeliver",
                    "/console/triage/" + number)) {
                assertThat(parma.post("/console/members/c_g337", path, "reason=x", "with=c_g337")
                                .statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
            for (String id : List.of("1", "1500000000000", "" + Long.MAX_VALUE)) { // as delivery numbers may be
                for (String asked : List.of("/console/certificates?page=", "/console/agreements?granted=")) {
                    assertThat(parma.get(asked + id).statusCode())
                            .as(asked + id)
                            .isEqualTo(200);
                }
            }
            assertThat(parma.get("/console/members/c_g337").statusCode()).isEqualTo(200);
            assertThat(parma.page("/console/certificates")
                            .select("tr[data-ends]")
                            .eachAttr("data-ends"))
                    .isSubsetOf(PARMA.value());
            assertThat(parma.page("/console/audit").text()).doesNotContain("livia");
        }
    }

    @Test
    @Order(9)
    void aRefusalIsExplainedToItsSenderAndToTheHubAndToNobodyElse() throws Exception {
        await().atMost(LONG).until(() -> !refusals("hub", stale.id().toString()).isEmpty());
        Document page;
        try (ConsoleVisit operator = ConsoleVisit.of(hub.url(), "hub")) {
            page = operator.page("/console/why?q=" + number);
        }
        assertThat(page.select("[data-refused=epoch_stale]").text())
                .contains("ST-", "Comune di Parma", "passaggio 1", "credeva che fosse al passaggio 9");
        assertThat(page.select("[data-where]")).isNotEmpty();
        assertThat(refusals("parma", stale.id().toString())).containsExactly("epoch_stale");
        assertThat(refusals("brescia", stale.id().toString())).isEmpty();
        try (ConsoleVisit brescia = ConsoleVisit.of(hub.url(), "brescia")) {
            Document theirs = brescia.page("/console/why?q=" + stale.id());
            Document nobodys = brescia.page("/console/why?q=" + UUID.randomUUID());
            assertThat(theirs.select("#nothing").text())
                    .isNotEmpty()
                    .isEqualTo(nobodys.select("#nothing").text());
            long id = asHub(() -> database()
                    .sql("select id from refusal_event where message = ?")
                    .param(stale.id())
                    .query(Long.class)
                    .single());
            assertThat(brescia.page("/console/why?q=" + id).select("[data-refused]"))
                    .isEmpty();
            assertThat(brescia.page("/console/why").select("[data-refused]")).isEmpty();
        }
    }

    @Test
    @Order(10)
    void anAdministratorSendsAgainWhatIsHisAndNothingElse() throws Exception {
        park(BRESCIA);
        List<Long> brescias = parked(BRESCIA);
        assertThat(brescias).isNotEmpty();
        try (ConsoleVisit parma = ConsoleVisit.of(hub.url(), "parma")) {
            assertThat(parma.page("/console/waiting").select("tr[data-state=parked]"))
                    .as("what Parma has sent and is parked at its recipient, it sees")
                    .isNotEmpty();
            assertThat(parma.page("/console/waiting").select("button[formaction]"))
                    .isEmpty();
            parma.post("/console/waiting", "/console/parked/" + brescias.getFirst() + "/redeliver");
            parma.post("/console/waiting", "/console/parked/redeliver", "delivery=" + brescias.getFirst());
        }
        try (ConsoleVisit auditor = ConsoleVisit.of(hub.url(), "revisora")) {
            assertThat(auditor.post("/console", "/console/parked/redeliver", "delivery=" + brescias.getFirst())
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(parked(BRESCIA)).isEqualTo(brescias);
        try (ConsoleVisit brescia = ConsoleVisit.of(hub.url(), "brescia")) {
            brescia.post(
                    "/console/waiting",
                    "/console/parked/redeliver",
                    "delivery=" + brescias.getFirst(),
                    "delivery=999999999");
            Document after = brescia.page("/console/waiting");
            assertThat(after.select("#outcome-again").text())
                    .isEqualTo(brescias.getFirst().toString());
            assertThat(after.select("#outcome-not").text()).isEqualTo("999999999");
            assertThat(brescia.page("/console/audit").text()).contains("di nuovo in viaggio: 1 su 2");
        }
        assertThat(parked(BRESCIA)).doesNotContain(brescias.getFirst());
    }

    @Test
    @Order(11)
    void anAuditorReadsAllAndDoesNothing() throws Exception {
        try (ConsoleVisit auditor = ConsoleVisit.of(hub.url(), "revisora")) {
            for (String path : List.of(
                    "",
                    "/members",
                    "/adhesions",
                    "/certificates",
                    "/traffic",
                    "/waiting",
                    "/why",
                    "/triage",
                    "/hubs",
                    "/audit",
                    "/operators",
                    "/members/c_g337")) {
                assertThat(auditor.get("/console" + path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(auditor.page("/console/members/c_g337").select("form[action*=suspend]"))
                    .isEmpty();
            for (String path : List.of(
                    "/console/members/c_g337/suspend",
                    "/console/members/c_g337/resume",
                    "/console/operators/livia/reset",
                    "/console/hubs/parked/1/redeliver",
                    "/console/triage/" + number)) {
                assertThat(auditor.post("/console", path, "reason=x", "with=c_g337")
                                .statusCode())
                        .as(path)
                        .isEqualTo(403);
            }
        }
        assertThat(trail(Act.Kind.SUSPEND)).isEmpty();
        Office auditor = new Office.HubAuditor("revisora");
        assertThat(hub.bean(Suspension.class).suspend(auditor, PARMA, "oltre la pagina"))
                .isEqualTo(Act.Result.REFUSED);
        assertThat(hub.bean(Standings.class).of(new Office.MemberAdministrator("x", PARMA), BRESCIA))
                .isEmpty();
    }

    /** Four eyes is for any act: what waits for the exit is no suspension, and the other way round. */
    @Test
    @Order(12)
    void anExitTakesTwoOperatorsAndEitherCallsItOff() {
        FourEyes fourEyes = hub.bean(FourEyes.class);
        List<String> done = new ArrayList<>();
        assertThat(exit(fourEyes, "hub", done)).isEqualTo(Act.Result.ASKED);
        assertThat(exit(fourEyes, "hub", done)).isEqualTo(Act.Result.NOTHING_TO_DO);
        assertThat(fourEyes.asked(FourEyes.Grave.SUSPEND, PARMA)).isEmpty();
        assertThat(fourEyes.callOff(FourEyes.Grave.EXIT, "livia", PARMA, "resta"))
                .isTrue();
        assertThat(exit(fourEyes, "livia", done)).isEqualTo(Act.Result.ASKED);
        assertThat(done).isEmpty();
        assertThat(exit(fourEyes, "hub", done)).isEqualTo(Act.Result.DONE);
        assertThat(done).containsExactly("hub");
        assertThat(trail(Act.Kind.EXIT)).extracting(Act::what).first().isEqualTo("as livia had asked");
    }

    private static Act.Result exit(FourEyes fourEyes, String operator, List<String> done) {
        return fourEyes.ask(FourEyes.Grave.EXIT, operator, PARMA, "lascia la rete", trace -> {
            done.add(operator);
            trace.run();
            return true;
        });
    }

    @Test
    @Order(14)
    void aMemberIsLetGoAtItsPageByTheSecondOperatorAndSeesWhatIsInTheWay() {
        Pen venezia = Pen.of(hub, TestHub.VENEZIA);
        accepted(venezia, venezia.open(venezia.number(9), TrackingCode.random()));
        assertThat(hub.bean(Exit.class).exit("livia", TestHub.VENEZIA, "la convenzione finisce"))
                .isEqualTo(Act.Result.ASKED);
        try (Browser.Visit visit = browser.desktop(url(), "it")) {
            Page page = visit.page();
            logIn(page, "hub");
            assertThat(page.locator("h1")).hasText("La rete adesso");
            page.navigate("/console/members/c_l736");
            assertThat(page.locator("#exit-asked")).containsText("Uscita chiesta da livia");
            visit.isAccessible();
            visit.screenshot("console-exit-asked");
            page.locator("#exit-reason").fill("confermo");
            page.locator("#exit-reason").press("Enter");
            assertThat(page.locator("#departure")).containsText("ticket");
            assertThat(page.locator("#departure p").first()).containsText("Mancano 23 ore");
            visit.isAccessible();
            visit.screenshot("console-exit-under-way");
            page.navigate("/console/members");
            visit.screenshot("console-exit-members");
            page.navigate("/console/members/c_l736");
            page.locator("#exit-reason").fill("resta");
            page.locator("#exit-reason").press("Enter");
            assertThat(page.locator("#departure")).hasCount(0);
        }
        try (Browser.Visit visit = browser.telephone(url(), "en")) {
            Page page = visit.page();
            logIn(page, "hub");
            assertThat(page.locator("#figures, main").first()).isVisible();
            page.waitForLoadState();
            page.navigate("/console/members/c_l736");
            assertThat(page.locator("#exit")).hasText("Let it go");
            visit.fitsTheScreen();
            visit.screenshot("console-exit-telephone");
        }
        assertThat(trail(Act.Kind.STAY)).extracting(Act::what).first().isEqualTo("stays");
    }

    /** Of another's changes an administrator's open page hears nothing; the operator's does. */
    @Test
    @Order(13)
    void anOpenPageHearsOfItsOwnChangesOnly() throws Exception {
        try (ConsoleVisit operator = ConsoleVisit.of(hub.url(), "hub");
                ConsoleVisit parma = ConsoleVisit.of(hub.url(), "parma")) {
            Events all = new Events(operator, "/console");
            Events own = new Events(parma, "/console/members/c_g337");
            Pen venezia = Pen.of(hub, TestHub.VENEZIA);
            accepted(venezia, venezia.open(venezia.number(8), TrackingCode.random()));
            await().atMost(LONG).until(() -> all.heard());
            assertThat(own.heard()).isFalse();
            all.body.close();
            own.body.close();
        }
    }

    @Test
    @Order(13)
    void anAdministratorWithAllHisPagesOpenTakesNoneFromWhoRunsTheHub() throws Exception {
        try (ConsoleVisit parma = ConsoleVisit.of(hub.url(), "parma");
                ConsoleVisit operator = ConsoleVisit.of(hub.url(), "hub")) {
            List<InputStream> open = new ArrayList<>();
            for (int page = 0; page < 60; page++) {
                open.add(stream(parma).body());
            }
            HttpResponse<InputStream> operators = stream(operator);
            assertThat(operators.statusCode()).isEqualTo(200);
            open.add(operators.body());
            for (InputStream each : open) {
                each.close();
            }
        }
    }

    private HttpResponse<InputStream> stream(ConsoleVisit visit) throws Exception {
        return visit.client()
                .send(
                        HttpRequest.newBuilder(URI.create(hub.url() + "/console/events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    /** What a stream says, read as it comes. */
    private static final class Events {
        private final InputStream body;
        private final StringBuffer said = new StringBuffer();

        Events(ConsoleVisit visit, String page) throws Exception {
            String address = visit.page(page).select("[data-stream]").attr("data-stream");
            body = visit.client()
                    .send(
                            HttpRequest.newBuilder(URI.create(visit.get(page)
                                            .uri()
                                            .resolve(address)
                                            .toString()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            Thread.ofVirtual().start(() -> {
                byte[] some = new byte[1024];
                try {
                    for (int n = body.read(some); n >= 0; n = body.read(some)) {
                        said.append(new String(some, 0, n, StandardCharsets.UTF_8));
                    }
                } catch (IOException e) {
                    said.append("(closed)");
                }
            });
        }

        boolean heard() {
            return said.indexOf("event:changed") >= 0;
        }
    }

    private List<String> refusals(String who, String asked) throws Exception {
        try (ConsoleVisit visit = ConsoleVisit.of(hub.url(), who)) {
            return visit.page("/console/why?q=" + asked)
                    .select("[data-refused]")
                    .eachAttr("data-refused");
        }
    }

    private int park(MemberCode member) {
        return CurrentTenant.during(
                member, () -> database().sql("""
                                update delivery set state = 'parked', cause = 'broker_unavailable', attempts = 50
                                where recipient = ? and l2_at is null and state <> 'parked'""").param(member.value()).update());
    }

    private List<Long> parked(MemberCode member) {
        return CurrentTenant.during(
                member,
                () -> database()
                        .sql("select id from delivery where recipient = ? and state = 'parked' order by id")
                        .param(member.value())
                        .query(Long.class)
                        .list());
    }

    private List<Act> trail(Act.Kind kind) {
        return hub.bean(Trail.class).page(200, 0).stream()
                .filter(act -> act.kind() == kind)
                .toList();
    }

    private <T> T asHub(Supplier<T> look) {
        return CurrentTenant.during(MemberCode.HUB, look);
    }

    private JdbcClient database() {
        return hub.bean(JdbcClient.class);
    }

    private void byProvider(Page page, String who) {
        page.navigate("/console/login");
        page.locator("#oidc").click();
        page.locator("#who").fill(who);
        page.keyboard().press("Enter");
    }

    private static void logIn(Page page, String who) {
        page.navigate("/console");
        page.locator("#username").fill(who);
        page.locator("#password").fill("hub");
        page.keyboard().press("Enter");
    }

    private void accepted(Pen pen, Pen.Written message) {
        assertThat(submitted(pen, message)).isInstanceOf(Decision.Accepted.class);
    }

    private Decision submitted(Pen pen, Pen.Written message) {
        return hub.bean(Exchange.class)
                .submit(new Incoming(message.jws(), pen.member(), "test"))
                .join();
    }

    private String url() {
        return hub.url().toString();
    }

    private String code(int steps) {
        return Totp.code(secret, Instant.now().getEpochSecond() / Totp.STEP_SECONDS + steps);
    }

    private static byte[] octets(String base32) {
        BigInteger number = BigInteger.ZERO;
        for (char c : base32.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)));
        }
        byte[] octets = number.toByteArray();
        byte[] secret = new byte[Totp.SECRET_BYTES];
        int length = Math.min(octets.length, secret.length);
        System.arraycopy(octets, octets.length - length, secret, secret.length - length, length);
        return secret;
    }

    /** As a camera does. */
    private static String read(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new QRCodeReader()
                .decode(new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))))
                .getText();
    }
}
