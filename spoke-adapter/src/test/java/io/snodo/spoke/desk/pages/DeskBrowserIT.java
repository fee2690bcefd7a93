package io.snodo.spoke.desk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.snodo.spoke.desk.TestDesk.BRESCIA;
import static io.snodo.spoke.desk.TestDesk.PARMA;
import static io.snodo.spoke.desk.TestDesk.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.FaqPublish;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.refusal.RefusalCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The desk as an operator meets it: in a real browser, in front of a real spoke, with the hub away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskBrowserIT {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final FaqPublish TARI = new FaqPublish(
            UUID.randomUUID(),
            1,
            "it",
            "Quando si paga la tassa sui rifiuti (TARI)?",
            "In due rate: entro il 16 giugno e entro il 16 dicembre. L'avviso arriva per posta o via PagoPA.",
            "tributi",
            List.of("immondizia", "bolletta"));

    private Chromium chromium;
    private DeskWithoutHub desk;
    private BrowserContext context;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        chromium = new Chromium();
        desk = DeskWithoutHub.start(folder);
        desk.publishes(PARMA, TARI);
        desk.approves(BRESCIA, PARMA, TARI);
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterAll
    void stop() {
        if (desk != null) {
            desk.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void leave() {
        context.close();
    }

    @Test
    void aContactIsAnsweredFromTheSharedKnowledgeAndClosed() {
        Page page = signIn(desktop());
        page.click("text=Nuovo contatto");
        page.fill("#subject", "Scadenza immondizia");
        assertThat(page.locator("#ready")).containsText(TARI.question());
        page.fill("#description", "Chiede quando scade la rata.");
        page.selectOption("#category", "tributi");
        page.fill("#citizenName", "Anna Neri");
        page.click("text=Registra il contatto");
        assertThat(page.locator("main[data-contact]")).hasAttribute("data-state", "waiting");

        page.click("text=Me ne occupo io");
        page.locator("article[data-faq] >> text=Rispondi così e chiudi").click();

        assertThat(page.locator("main[data-contact]")).hasAttribute("data-state", "closed");
        assertThat(page.locator("main")).containsText("16 dicembre");
    }

    @Test
    void everyWrongFieldSaysWhatIsWrongAndKeepsWhatWasTyped() {
        Page page = signIn(desktop());
        page.navigate(desk.address() + "/contacts/new");
        page.fill("#description", "Da due settimane");
        page.fill("#territory", "Atlantide");
        page.fill("#citizenPhone", "abc");

        page.press("main button[type=submit]:has-text('Registra')", "Enter");

        for (String field : List.of("subject", "category", "territory", "citizenPhone")) {
            assertThat(page.locator("#" + field)).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#" + field))
                    .hasAttribute("aria-describedby", java.util.regex.Pattern.compile("wrong-" + field + ".*"));
            assertThat(page.locator("#wrong-" + field)).isVisible();
        }
        assertThat(page.locator("#subject")).isFocused();
        assertThat(page.locator("#description")).hasValue("Da due settimane");
        assertThat(page.locator("#territory")).hasValue("Atlantide");
        shoot(page, "contact-wrong");
        accessible(page);
        page.fill("#subject", "Lampione spento");
        page.selectOption("#category", "strade");
        page.fill("#territory", "parma");
        page.press("#territory", "Enter");
        assertThat(page.locator("#citizenPhone")).isFocused();
        assertThat(page.locator("[aria-invalid]")).hasCount(1);
        page.fill("#citizenPhone", "041 000000");
        page.press("#citizenPhone", "Enter");

        assertThat(page.locator("main[data-contact]")).containsText("Parma");
    }

    @Test
    void anEmptyNoteIsToldAtItsField() {
        Page page = signIn(desktop());
        TicketNumber number = ticket(page, "Panchina rotta");
        desk.records(number, Status.TRIAGE, VENEZIA, 1, null, null);
        page.reload();
        page.fill("#note-text", "   ");
        page.click("text=Aggiungi la nota");

        assertThat(page.locator("#note-text")).hasAttribute("aria-describedby", "wrong-note-text");
        assertThat(page.locator("#wrong-note-text")).isVisible();
        assertThat(page.locator("#note-text")).isFocused();
        shoot(page, "note-wrong");
        accessible(page);
        page.navigate(desk.address() + "/knowledge/new");
        page.press("main button[type=submit]:has-text('Proponi')", "Enter");
        assertThat(page.locator("#wrong-question")).isVisible();
        assertThat(page.locator("#question")).isFocused();
        accessible(page);
    }

    @Test
    void aContactBecomesATicketAndIsOffered() {
        Page page = signIn(desktop());
        TicketNumber number = ticket(page, "Buca in calle dei Fabbri");
        assertThat(page.locator("[data-tracking-code]")).isVisible();
        assertThat(page.locator(".dictate .address")).hasText("snodo.example.it/track");
        assertThat(page.locator(".dictate .said")).containsText("snodo punto example punto it barra track");
        assertThat(page.locator("#head")).containsText("In viaggio");

        desk.records(number, Status.TRIAGE, VENEZIA, 1, null, null);
        page.reload();
        page.click("text=Passa a un altro ente");
        page.selectOption("#to", PARMA.value());
        page.fill("#offer-reason", "La strada è vostra.");
        page.click("text=Offri il ticket");

        assertThat(page.locator("li[data-type='handover.offer']")).hasAttribute("data-standing", "on_its_way");
        assertThat(page.locator("main")).hasAttribute("data-owner", VENEZIA.value());
    }

    /** ST-084: the alarm stays before the operator's eyes for as long as the answer does not come. */
    @Test
    void anAnswerThatFailsToComeIsSeenOnEveryPage() {
        Page page = signIn(desktop());
        TicketNumber number = ticket(page, "Panchina rotta");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            desk.nobodyAnswers(number);
            page.navigate(desk.address() + "/tickets");
            assertThat(page.locator("#line .alarm")).hasText("1 senza risposta");
        });
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            desk.nobodyAnswers(number);
            page.navigate(desk.address() + "/outbox");
            assertThat(page.locator("section.call")).containsText("Senza risposta");
            assertThat(page.locator("section.call")).containsText(number.value());
        });

        desk.everybodyHasAnswered(number);
        page.navigate(desk.address() + "/outbox");

        assertThat(page.locator("#line .alarm")).hasCount(0);
    }

    @Test
    void whatTheHubSaysReachesAnOpenPageAndLeavesTypingAlone() {
        Page page = signIn(desktop());
        TicketNumber number = ticket(page, "Lampione spento");
        page.fill("#note-text", "Sto ancora scri");

        desk.records(number, Status.TRIAGE, VENEZIA, 1, null, null);

        assertThat(page.locator("main")).hasAttribute("data-sequence", java.util.regex.Pattern.compile("[1-9]\\d*"));
        assertThat(page.locator("#timeline .on-way")).hasCount(0);
        assertThat(page.locator("#note-text")).hasValue("Sto ancora scri");
    }

    @Test
    void aRefusalIsToldInWordsUntilItIsSeen() {
        Page page = signIn(desktop());
        TicketNumber number = ticket(page, "Rifiuti ingombranti");

        desk.refuses(number, RefusalCode.TICKET_EXISTS);
        page.navigate(desk.address() + "/desk");

        Locator row = page.locator("li[data-refusal='ticket_exists'][data-ticket='" + number + "']");
        assertThat(row).containsText("Il numero di ticket è già in uso.");
        row.locator("button").click();
        assertThat(page.locator("li[data-ticket='" + number + "'][data-refusal]"))
                .hasCount(0);
    }

    @Test
    void helpIsProposedWhileItLasts() {
        Page page = signIn(desktop());
        contact(page, "Rimborso TARI", "tributi");
        UUID episode = UUID.randomUUID();

        desk.offersHelp(episode, BRESCIA, "tributi");
        assertThat(page.locator("#lend")).containsText("Brescia può occuparsene");
        shoot(page, "contact-help");
        accessible(page);
        desk.endsHelp(episode, BRESCIA);

        assertThat(page.locator("#lend .notice")).hasCount(0);
    }

    @Test
    void aPathByKeyboardAloneLeadsFromSignInToATicket() {
        context = desktop();
        Page page = context.newPage();
        page.navigate(desk.address() + "/login");
        page.keyboard().type("giulia");
        page.keyboard().press("Tab");
        page.keyboard().type(DeskWithoutHub.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(desk.address() + "/desk");
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        tabTo(page, "Nuovo contatto");
        page.keyboard().press("Enter");
        assertThat(page.locator("#subject")).isFocused();
        page.keyboard().type("Albero pericolante");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type("Buche");
        tabTo(page, "Registra il contatto");
        page.keyboard().press("Enter");
        assertThat(page.locator("main[data-contact]")).hasAttribute("data-state", "waiting");
        tabTo(page, "Serve un ticket");
        page.keyboard().press("Enter");
        tabTo(page, "Apri il ticket");
        page.keyboard().press("Enter");

        assertThat(page.locator("main[data-ticket]")).isVisible();
    }

    @Test
    void everythingWorksWithoutScript() {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale("it-IT").setJavaScriptEnabled(false));
        Page page = signIn(context);
        TicketNumber number = ticket(page, "Segnaletica sbiadita");
        page.fill("#note-text", "Senza script");
        page.press("button:has-text('Aggiungi la nota')", "Enter");

        assertThat(page.locator("li[data-type='note.add']")).containsText("Senza script");
        assertThat(page.locator("main")).hasAttribute("data-ticket", number.value());
    }

    @Test
    void whoIsNoValidatorMayNotApprove() {
        context = desktop();
        Page page = signIn(context, "marco");
        FaqPublish other = faq("Come si chiede il passo carrabile?");
        desk.publishes(PARMA, other);

        page.navigate(desk.address() + "/knowledge/proposed");

        assertThat(page.locator("article[data-faq$='" + other.faq() + "']")).isVisible();
        assertThat(page.locator("form[action$='/approve']")).hasCount(0);
    }

    @Test
    void everyPageIsAccessibleInBothSizesAndLanguages() {
        Page page = signIn(desktop());
        Scene scene = aBusyDay(page);

        look(page, "login", "/login");
        look(page, "overview", "/desk");
        look(page, "contacts", "/contacts");
        look(page, "contact-new", "/contacts/new");
        look(page, "contact", scene.contact());
        look(page, "contact-found", scene.contact() + "?q=rifiuti");
        look(page, "tickets", "/tickets");
        look(page, "ticket-held", "/tickets/" + scene.held());
        page.navigate(desk.address() + "/tickets/" + scene.returned());
        page.press("summary:has-text('Passa a un altro ente')", "Enter");
        page.press("summary:has-text('Da dettare')", "Enter");
        shoot(page, "ticket-handing-over");
        accessible(page);
        look(page, "ticket-offered", "/tickets/" + scene.offered());
        look(page, "ticket-returned", "/tickets/" + scene.returned());
        look(page, "knowledge", "/knowledge?q=tari");
        look(page, "knowledge-new", "/knowledge/new");
        look(page, "knowledge-proposed", "/knowledge/proposed");
        look(page, "outbox", "/outbox");
        look(page, "nowhere", "/tickets/L736-999999-0");
        assertThat(page.locator(".rooms")).isVisible();
        look(page, "overview-english", "/desk?lang=en");
        assertThat(page.locator(".who .role")).hasText("front office and validation");
        look(page, "nowhere-english", "/tickets/L736-999999-0");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        page.click(".languages a[lang=it]");
        assertThat(page.locator("html")).hasAttribute("lang", "it");
        assertThat(page.locator("h1")).hasText("Qui non c'è niente");
        page.click(".languages a[lang=en]");
        look(page, "ticket-english", "/tickets/" + scene.held());
        page.navigate(desk.address() + "/desk?lang=it");
    }

    private record Scene(String contact, TicketNumber held, TicketNumber offered, TicketNumber returned) {}

    private Scene aBusyDay(Page page) {
        TicketNumber held = ticket(page, "Marciapiede dissestato davanti alla scuola Gozzi");
        desk.records(held, Status.TRIAGE, VENEZIA, 1, null, null);
        page.reload();
        page.fill("#note-text", "Chiamato il capocantiere, passa domattina.");
        page.click("text=Aggiungi la nota");
        assertThat(page.locator("li[data-type='note.add']")).isVisible();
        desk.records(held, Status.TRIAGE, VENEZIA, 1, null, null);
        desk.says(
                PARMA,
                held,
                new NoteAdd("Abbiamo lo stesso fornitore: sentite l'ufficio lavori.", Audience.PARTIES, null),
                Status.TRIAGE,
                VENEZIA,
                1,
                null,
                null);
        page.reload();
        page.click("text=Aggiungi una nota >> visible=true");
        page.click("text=Cambia stato");
        page.check("#s-in_progress");
        page.click("button:has-text('Cambia lo stato')");
        assertThat(page.locator("li[data-type='status.set']")).isVisible();

        TicketNumber returned = ticket(page, "Lampione spento in fondamenta");
        desk.records(returned, Status.TRIAGE, VENEZIA, 1, null, null);
        desk.says(
                PARMA,
                returned,
                new HandoverReject(UUID.randomUUID(), "L'impianto non è nostro: lo gestisce la Provincia.", BRESCIA),
                Status.TRIAGE,
                VENEZIA,
                1,
                null,
                null);

        TicketNumber refused = ticket(page, "Cestino rotto al parco");
        desk.refuses(refused, RefusalCode.NUMBER_FOREIGN);

        TicketNumber offered = TicketNumber.mint("G337", 41);
        desk.says(
                PARMA,
                offered,
                new TicketOpen(
                        "Rimborso TARI per doppio pagamento",
                        "Ha pagato due volte la prima rata 2026.",
                        "tributi",
                        "034027",
                        "phone",
                        DeskWithoutHub.in(Duration.ofDays(20)),
                        null),
                Status.TRIAGE,
                PARMA,
                1,
                null,
                null);
        desk.says(
                PARMA,
                offered,
                new HandoverOffer(
                        "La casa è a Venezia: la rata l'avete incassata voi.",
                        DeskWithoutHub.in(Duration.ofMinutes(12)),
                        null),
                Status.TRIAGE,
                PARMA,
                1,
                VENEZIA,
                DeskWithoutHub.in(Duration.ofMinutes(12)));

        desk.publishes(PARMA, faq("Come si rinnova la carta d'identità elettronica?"));
        desk.publishes(BRESCIA, faq("Dove si butta l'olio da cucina?"));
        contact(page, "Orari dell'ufficio tributi", "tributi");
        contact(page, "Buca pericolosa in via Garibaldi, vicino al ponte", "strade");
        String contact = contact(page, "Non arriva l'avviso TARI", "tributi");
        return new Scene(contact, held, offered, returned);
    }

    private static FaqPublish faq(String question) {
        return new FaqPublish(
                UUID.randomUUID(),
                1,
                "it",
                question,
                "Si prenota dal sito del comune o per telefono.",
                "tributi",
                List.of());
    }

    private BrowserContext desktop() {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale("it-IT").setViewportSize(1280, 850));
        return context;
    }

    private Page signIn(BrowserContext where) {
        return signIn(where, "giulia");
    }

    private Page signIn(BrowserContext where, String operator) {
        Page page = where.newPage();
        page.setDefaultTimeout(60_000);
        page.navigate(desk.address() + "/login");
        page.fill("#username", operator);
        page.fill("#password", DeskWithoutHub.PASSWORD);
        page.press("#password", "Enter");
        assertThat(page.locator("main h1")).containsText(operator.equals("giulia") ? "Giulia Rossi" : "Marco Bianchi");
        return page;
    }

    /** Records a contact; returns its path. */
    private String contact(Page page, String subject, String category) {
        page.navigate(desk.address() + "/contacts/new");
        page.fill("#subject", subject);
        page.fill("#description", "Il cittadino chiede di essere richiamato in giornata.");
        page.selectOption("#category", category);
        page.fill("#citizenName", "Anna Neri");
        page.fill("#citizenPhone", "041 000000");
        page.press("main button[type=submit]:has-text('Registra')", "Enter");
        assertThat(page.locator("main[data-contact]")).isVisible();
        return page.url().substring(desk.address().toString().length());
    }

    private TicketNumber ticket(Page page, String subject) {
        contact(page, subject, "strade");
        page.press("summary:has-text('Serve un ticket')", "Enter");
        page.press("button:has-text('Apri il ticket')", "Enter");
        assertThat(page.locator("main[data-ticket]")).isVisible();
        return new TicketNumber(page.locator("main[data-ticket]").getAttribute("data-ticket"));
    }

    private static void tabTo(Page page, String text) {
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if (page.evaluate("document.activeElement.textContent").toString().contains(text)) {
                return;
            }
        }
        throw new AssertionError("not reached by the keyboard: " + text);
    }

    private void look(Page page, String name, String path) {
        page.setViewportSize(1280, 850);
        int status = page.navigate(desk.address() + path).status();
        assertThat(status).as(path).isEqualTo(name.startsWith("nowhere") ? 404 : 200);
        shoot(page, name);
        accessible(page);
        page.setViewportSize(375, 812);
        shoot(page, name + "-375");
        accessible(page);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("%s fits a small screen", name)
                .isLessThanOrEqualTo(375);
        page.setViewportSize(1280, 850);
    }

    static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    static void accessible(Page page) {
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa"))
                .analyze()
                .getViolations();
        assertThat(violations)
                .as("axe on %s", page.url())
                .extracting(
                        rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
                .isEmpty();
    }
}
