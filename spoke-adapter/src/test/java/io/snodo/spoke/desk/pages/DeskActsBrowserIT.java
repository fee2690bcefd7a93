package io.snodo.spoke.desk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.snodo.spoke.desk.TestDesk.BRESCIA;
import static io.snodo.spoke.desk.TestDesk.PARMA;
import static io.snodo.spoke.desk.TestDesk.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.snodo.messages.HiddenField;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.CallMode;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.body.Day;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.FaqPublish;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.Terms;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.Contact;
import io.snodo.spoke.files.FakeHubFiles;
import io.snodo.spoke.link.SentMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is done at the desk now and then: turning long lists, rating, withdrawing, answering too late, mistyping. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskActsBrowserIT {
    private static final int MANY = 45;

    private Chromium chromium;
    private DeskWithoutHub desk;
    private FakeHubFiles files;
    private BrowserContext context;
    private int serial;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        chromium = new Chromium();
        files = new FakeHubFiles();
        desk = DeskWithoutHub.start(folder, files.address());
        Files.createDirectories(Path.of("target/screenshots"));
    }

    @AfterAll
    void stop() {
        if (desk != null) {
            desk.close();
        }
        if (files != null) {
            files.close();
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
    void aFileOfOthersIsOpenedAlsoWithoutScript() throws Exception {
        Page page = signIn(withoutScript());
        TicketNumber number = foreign();
        desk.says(PARMA, number, opening("Lampione con foto"), Status.TRIAGE, PARMA, 1, null, null);
        byte[] theirs = "%PDF-1.7 di Parma".getBytes(StandardCharsets.UTF_8);
        UUID offer = desk.says(PARMA, number, offering("pianta.pdf", theirs), Status.TRIAGE, PARMA, 1, null, null);
        page.navigate(desk.address() + "/tickets/" + number);
        Locator list = page.locator("#files");
        assertThat(list).containsText("pianta.pdf");
        assertThat(list).containsText("application/pdf · Parma");
        page.click("#files a:has-text('pianta.pdf')");
        assertThat(page.locator("p.no[data-file]")).containsText("forse non era per noi");
        files.has(offer, theirs);
        Download download = page.waitForDownload(() -> page.click("#files a:has-text('pianta.pdf')"));
        assertThat(Files.readAllBytes(download.path())).isEqualTo(theirs);
        assertThat(download.suggestedFilename()).isEqualTo("pianta.pdf");
    }

    @Test
    void aFileIsAttachedAlsoWithoutScript() {
        Page page = signIn(withoutScript());
        TicketNumber number = ours("Lampione con preventivo");
        page.navigate(desk.address() + "/tickets/" + number);
        Locator list = page.locator("#files");
        page.press("summary:has-text('Allega un file')", "Enter");
        byte[] ours = "%PDF-1.7 nostro".getBytes(StandardCharsets.UTF_8);
        page.setInputFiles("#file", new FilePayload("preventivo è.pdf", "application/pdf", ours));
        page.fill("#file-description", "Il preventivo");
        page.press("#f-parties", "Space");
        page.press("button:has-text('Allega')", "Enter");
        assertThat(page.locator("#timeline")).containsText("ha allegato «preventivo è.pdf»");
        assertThat(list).containsText("Il preventivo");
        for (int i = 0; i < 100 && !list.innerText().contains("Controllato"); i++) {
            page.waitForTimeout(100);
            page.reload();
        }
        assertThat(list).containsText("Controllato");
        assertThat(files.contents()).anyMatch(content -> Arrays.equals(content, ours));
        look(page, "ticket-files");
        page.press("a[hreflang='en']", "Enter");
        assertThat(list).containsText("Looked at");
        page.press("a[hreflang='it']", "Enter");
    }

    private static AttachmentOffer offering(String name, byte[] content) throws Exception {
        String digest = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        return new AttachmentOffer(name, "application/pdf", content.length, digest, null, Audience.PARTIES, null);
    }

    @Test
    void aLongQueueIsTurnedPageByPageWithoutScript() {
        Page page = signIn(withoutScript());
        desk.contacts(MANY);
        page.navigate(desk.address() + "/desk");
        assertThat(page.locator("section[aria-labelledby='h-queue'] li")).hasCount(20);
        look(page, "overview-many");

        page.press("a:has-text('Vedi tutti (45)')", "Enter");
        Locator rows = page.locator("section[aria-labelledby='h-waiting'] tbody tr");
        assertThat(rows).hasCount(20);
        assertThat(rows.first()).containsText("Richiesta numero 1");
        page.press("section[aria-labelledby='h-waiting'] a[rel='next']", "Enter");
        assertThat(rows.first()).containsText("Richiesta numero 21");
        page.press("section[aria-labelledby='h-waiting'] a[rel='next']", "Enter");
        assertThat(rows).hasCount(5);
        assertThat(rows.last()).containsText("Richiesta numero 45");
        look(page, "contacts-last-page");
        page.press("section[aria-labelledby='h-waiting'] a[rel='prev']", "Enter");

        assertThat(rows.first()).containsText("Richiesta numero 21");
        look(page, "contacts-middle-page");
        page.press("a[hreflang='en']", "Enter");
        assertThat(rows.first()).containsText("Richiesta numero 21");
        assertThat(page.locator("a[rel='next']")).hasText("Next");
        page.press("a[hreflang='it']", "Enter");
    }

    @Test
    void ticketsAndAnswersAndMessagesSentAreTurnedToo() {
        Page page = signIn(desktop());
        for (int i = 0; i < 25; i++) {
            desk.says(PARMA, foreign(), opening("Lampione " + i), Status.CLOSED, PARMA, 1, null, null);
            FaqPublish faq = faq("Quanto costa il permesso numero " + i + "?");
            desk.publishes(PARMA, faq);
            desk.approves(BRESCIA, PARMA, faq);
        }

        page.navigate(desk.address() + "/tickets");
        page.press("section[aria-labelledby='h-others'] a[rel='next']", "Enter");
        assertThat(page.locator("section[aria-labelledby='h-others'] a[rel='prev']"))
                .isVisible();
        look(page, "tickets-second-page");
        page.navigate(desk.address() + "/knowledge");
        page.press("a[rel='next']", "Enter");
        assertThat(page.locator("a[rel='prev']")).isVisible();
        page.navigate(desk.address() + "/knowledge?q=permesso");
        assertThat(page.locator("#found article")).hasCount(20);
        page.press("text=Mostrane altre", "Enter");
        assertThat(page.locator("#found article")).hasCount(25);
        assertThat(page.locator("text=Mostrane altre")).hasCount(0);
    }

    @Test
    void whatTheCitizenSaysOnTheTelephoneIsRecordedByTheOfficeThatOpenedTheTicket() {
        Page page = signIn(desktop());
        TicketNumber number = ours("Panchina rotta ai giardini");
        page.navigate(desk.address() + "/tickets/" + number);
        assertThat(page.locator("text=Registra il giudizio")).hasCount(0);

        desk.says(PARMA, number, new TicketResolve(Outcome.SOLVED, "Riparata"), Status.RESOLVED, PARMA, 2, null, null);
        page.press("summary:has-text('Registra il giudizio')", "Enter");
        assertThat(page.locator("#rate-reason")).isHidden();
        page.locator("#face-satisfied").focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#rate-reason")).isVisible();
        look(page, "ticket-rating");
        DeskBrowserIT.accessible(page);
        page.fill("#rate-reason", "È già di nuovo rotta");
        page.press("button:has-text('Registra il giudizio')", "Enter");

        Locator told = page.locator("li[data-type='rating.add']");
        assertThat(told).containsText("Venezia registra il giudizio del cittadino: insoddisfatto");
        assertThat(told).containsText("È già di nuovo rotta");
        desk.records(number, Status.CLOSED, PARMA, 2, null, null);
        page.reload();
        assertThat(page.locator("[data-face='unsatisfied']")).containsText("insoddisfatto");
        page.press("summary:has-text('Registra il giudizio')", "Enter");
        assertThat(page.locator("#rate-again")).containsText("C'è già un giudizio");
        look(page, "ticket-rated");
        page.navigate(desk.address() + "/tickets/" + number + "?lang=en");
        DeskBrowserIT.accessible(page);
        page.navigate(desk.address() + "/desk?lang=it");
    }

    @Test
    void anAuthorWithdrawsAnAnswerAndNobodyFindsItAnyMore() {
        Page page = signIn(withoutScript(), "marco");
        FaqPublish faq = faq("Quando apre la piscina comunale?");
        desk.publishes(VENEZIA, faq);
        desk.approves(PARMA, VENEZIA, faq);
        page.navigate(desk.address() + "/knowledge?q=piscina");
        page.press("summary:has-text('Ritira')", "Enter");
        look(page, "knowledge-withdrawing");
        page.fill("textarea[name='reason']", "La piscina ha chiuso");
        page.press("button:has-text('Ritira la risposta')", "Enter");
        assertThat(page.locator(".saying .yes")).containsText("Ritiro registrato");
        page.navigate(desk.address() + "/knowledge?q=piscina");
        assertThat(page.locator("article")).hasCount(1);
        assertThat(page.locator("#found")).containsText("Il ritiro è in viaggio");

        desk.withdraws(VENEZIA, faq, "La piscina ha chiuso");
        page.reload();

        assertThat(page.locator("article")).hasCount(0);
        page.navigate(desk.address() + "/knowledge/proposed");
        Locator withdrawn = page.locator("section[aria-labelledby='h-withdrawn']");
        assertThat(withdrawn).containsText(faq.question());
        assertThat(withdrawn).containsText("La piscina ha chiuso");
        look(page, "knowledge-withdrawn");
    }

    @Test
    void whoHasAskedIsShownToWhomItWasToldAndToldToWhoTakesTheTicketOver() {
        Page page = signIn(desktop());
        TicketNumber number = desk.opens("Gradino rotto", new Contact.Citizen("Persona Inventata", "000 0000000"));
        page.navigate(desk.address() + "/tickets/" + number);
        assertThat(page.locator("#confidence [data-person='name']")).hasText("Persona Inventata");
        assertThat(page.locator("#confidence")).containsText("lo snodo lo trasporta e non lo può leggere");
        Instant later = Instant.now().plusSeconds(3600);
        NoteAdd note = new NoteAdd("Lo conosciamo", null, null);
        desk.says(BRESCIA, number, note, Status.TRIAGE, VENEZIA, 1, BRESCIA, later); // it is offered to them
        page.reload();
        assertThat(page.locator("[data-keyless='c_b157']")).containsText("non ha una chiave");

        UUID nothing = UUID.randomUUID();
        desk.says(PARMA, number, new HandoverAccept(nothing), Status.ACKNOWLEDGED, PARMA, 2, null, null);
        page.reload();
        assertThat(page.locator("li[data-type='note.add'][data-by='c_l736']")).containsText("in forma riservata");
        assertThat(page.locator("#confidence")).containsText("Lo possono leggere: Parma, Venezia");
        look(page, "ticket-confidence");
        DeskBrowserIT.accessible(page);

        TicketNumber theirs = foreign();
        desk.says(PARMA, theirs, opening("Lampione spento"), Status.ACKNOWLEDGED, VENEZIA, 2, null, null);
        desk.discloses(
                PARMA, theirs, Disclosure.of(new Disclosure.Person("Altra Persona", null, "a@example.it", null, null)));
        page.navigate(desk.address() + "/tickets/" + theirs + "?lang=en");
        assertThat(page.locator("#confidence")).containsText("Altra Persona");
        assertThat(page.locator("#confidence")).containsText("a@example.it");
        DeskBrowserIT.accessible(page);
        page.navigate(desk.address() + "/desk?lang=it");
    }

    @Test
    void whatIsOnlyForWhoHoldsTheTicketIsMarkedSoAndWhatIsWithheldIsSaidInWords() {
        Page page = signIn(desktop());
        desk.contacts(1);
        page.navigate(desk.address() + "/contacts");
        page.press("section[aria-labelledby='h-waiting'] tbody tr a", "Enter");
        page.press("summary:has-text('Serve un ticket')", "Enter");
        assertThat(page.getByLabel("Chi legge il luogo preciso")).hasValue("false");
        assertThat(page.getByLabel("Chi legge la descrizione")).hasValue("true");
        page.getByLabel("Luogo preciso (facoltativo)").fill("Calle Larga 12");
        look(page, "contact-ticket-hidden");
        DeskBrowserIT.accessible(page);
        page.press("button:has-text('Apri il ticket')", "Enter");
        assertThat(page.locator("[data-fact='place']")).hasText("Calle Larga 12");
        Locator opened = page.locator("li[data-type='ticket.open'] .aside");
        assertThat(opened).containsText("Luogo preciso: Calle Larga 12");
        assertThat(opened).containsText("Solo per chi lo detiene");

        page.fill("#note-text", "Passiamo domani");
        page.getByLabel("Solo per chi detiene il ticket (facoltativo)").fill("La chiave è dal custode");
        page.check("#a-parties");
        page.press("button:has-text('Aggiungi la nota')", "Enter");
        assertThat(page.locator("li[data-type='note.add'] .aside")).containsText("Dettagli: La chiave è dal custode");
        look(page, "ticket-hidden");
        DeskBrowserIT.accessible(page);

        TicketNumber theirs = foreign();
        TicketOpen opening = opening("Fontana rotta");
        HiddenField withheld = new HiddenField("digest", null, null, null);
        HiddenField named = new HiddenField("other", Audience.NAMED, List.of(BRESCIA), null);
        Message said = desk.hides(PARMA, theirs, opening, List.of(withheld, named), PARMA, 1);
        page.navigate(desk.address() + "/tickets/" + theirs);
        Locator asides = page.locator("li[data-type='ticket.open'] .aside[data-withheld='true']");
        assertThat(asides).hasCount(2);
        assertThat(asides.first()).containsText("Una parte non ci è mostrata. La vede solo chi detiene il ticket.");
        assertThat(asides.last()).containsText("La vede chi detiene il ticket e Brescia.");
        look(page, "ticket-withheld");
        DeskBrowserIT.accessible(page);
        page.navigate(desk.address() + "/tickets/" + theirs + "?lang=en");
        assertThat(page.locator("li[data-type='ticket.open'] .aside").first())
                .containsText("A part is not shown to us. Only the holder sees it.");
        page.navigate(desk.address() + "/desk?lang=it");

        HiddenField shown = new HiddenField("digest", null, null, "place");
        desk.shows(said, opening.at("Piazza Duomo, lato nord"), List.of(shown, named), VENEZIA, 2);
        page.navigate(desk.address() + "/tickets/" + theirs);
        assertThat(page.locator("[data-fact='place']")).hasText("Piazza Duomo, lato nord");
        assertThat(page.locator("li[data-type='ticket.open'] .aside[data-withheld='true']"))
                .hasCount(1);
    }

    @Test
    void whoAcceptsTooLateReadsThatTheOfferHadEnded() {
        Page page = signIn(withoutScript());
        TicketNumber number = foreign();
        Instant deadline = DeskWithoutHub.in(Duration.ofHours(1));
        desk.says(PARMA, number, opening("Semaforo guasto"), Status.TRIAGE, PARMA, 1, null, null);
        HandoverOffer offer = new HandoverOffer("È da voi", deadline, null);
        UUID offered = desk.says(PARMA, number, offer, Status.TRIAGE, PARMA, 1, VENEZIA, deadline);
        page.navigate(desk.address() + "/tickets/" + number);
        desk.says(PARMA, number, new HandoverWithdraw(offered, null), Status.TRIAGE, PARMA, 1, null, null);

        page.press("button:has-text('Prendi in carico')", "Enter");

        assertThat(page.locator("[data-why='OFFER_ENDED']")).containsText("L'offerta era già finita");
        look(page, "ticket-too-late");
    }

    @Test
    void whomTheHubTellsThatTheOfferHadEndedReadsItInWordsToo() {
        Page page = signIn(desktop());
        TicketNumber number = foreign();
        Instant deadline = DeskWithoutHub.in(Duration.ofHours(1));
        desk.says(PARMA, number, opening("Tombino aperto"), Status.TRIAGE, PARMA, 1, null, null);
        HandoverOffer offer = new HandoverOffer("È da voi", deadline, null);
        desk.says(PARMA, number, offer, Status.TRIAGE, PARMA, 1, VENEZIA, deadline);
        page.navigate(desk.address() + "/tickets/" + number);
        page.press("button:has-text('Prendi in carico')", "Enter");
        assertThat(page.locator("li[data-type='handover.accept']")).isVisible();

        desk.refuses(number, RefusalCode.OFFER_UNKNOWN);

        assertThat(page.locator("li[data-type='handover.accept']")).containsText("L'offerta era già finita");
        page.navigate(desk.address() + "/desk");
        assertThat(page.locator("li[data-ticket='" + number + "'][data-refusal]"))
                .containsText("L'offerta era già finita");
    }

    @Test
    void ourOwnPeopleAreCalledByNameAndThoseOfOthersByTheirMember() {
        Page page = signIn(desktop(), "marco");
        TicketNumber number = ours("Aiuola calpestata");
        page.navigate(desk.address() + "/tickets/" + number);
        page.fill("#note-text", "Sentito il vivaio.");
        page.press("button:has-text('Aggiungi la nota')", "Enter");
        Locator mine = page.locator("li[data-type='note.add'][data-by='c_l736']");
        assertThat(mine).isVisible(); // a page that is still being replaced cannot be loaded again
        desk.says(PARMA, number, new NoteAdd("Ricevuto.", null, null), Status.ACKNOWLEDGED, PARMA, 2, null, null);
        page.reload();

        assertThat(mine).containsText("Marco Bianchi");
        assertThat(page.locator("#timeline")).not().containsText("marco");
        assertThat(page.locator("li[data-type='note.add'][data-by='c_g337'] .told"))
                .containsText("Parma");
    }

    @Test
    void whoMistypesAgainAndAgainIsToldHowLongToWait() {
        Page page = desktop().newPage();
        page.navigate(desk.address() + "/login");
        for (int i = 0; i < 6; i++) {
            page.fill("#username", "nessuno");
            page.fill("#password", "sbagliata");
            page.waitForNavigation(() -> page.press("#password", "Enter"));
        }

        assertThat(page.locator("[role='alert']")).containsText("Troppi tentativi");
        look(page, "login-wait");
        page.press("a[hreflang='en']", "Enter");
        assertThat(page).hasURL(desk.address() + "/login");
        for (int i = 0; i < 2; i++) { // the first may come after the wait; then the second has to
            page.fill("#username", "nessuno");
            page.fill("#password", "sbagliata");
            page.waitForNavigation(() -> page.press("#password", "Enter"));
        }
        assertThat(page.locator("[role='alert']")).containsText("Too many wrong tries");
        DeskBrowserIT.accessible(page);
    }

    /** Axe is a script itself, so it looks at the pages of the tests without script here. */
    @Test
    void whatIsSeenNowAndThenIsAccessibleInBothLanguages() {
        FaqPublish kept = faq("Quando apre la biblioteca?");
        desk.publishes(VENEZIA, kept);
        desk.approves(PARMA, VENEZIA, kept);
        FaqPublish gone = faq("Quando apre il museo?");
        desk.publishes(VENEZIA, gone);
        desk.approves(PARMA, VENEZIA, gone);
        desk.withdraws(VENEZIA, gone, "Il museo ha chiuso");
        for (int i = 0; i < 25; i++) {
            desk.says(PARMA, foreign(), opening("Tombino " + i), Status.CLOSED, PARMA, 1, null, null);
        }
        Page page = signIn(desktop());
        for (String language : List.of("it", "en")) {
            for (String path : List.of("/desk", "/tickets", "/knowledge/proposed", "/knowledge")) {
                page.navigate(desk.address() + path + "?lang=" + language);
                DeskBrowserIT.accessible(page);
            }
            page.navigate(desk.address() + "/knowledge?q=biblioteca");
            page.press("details.inline-act > summary", "Enter");
            DeskBrowserIT.accessible(page);
        }
        page.navigate(desk.address() + "/desk?lang=it");
    }

    /** Live: the operator does nothing, on another page, and sees that somebody is on the line. */
    @Test
    void aCallThatComesIsSeenAtOnceAndTakenWithWhatWasTold() {
        Page page = signIn(desktop());
        page.navigate(desk.address() + "/tickets?lang=it");
        TicketNumber number = ours("Avviso IMU del 2024");
        Instant until = Instant.now().plus(Duration.ofMinutes(20));
        desk.passes(
                PARMA,
                new CallTransfer(
                        "call-k3m9qx2p",
                        CallMode.CONSULTATION,
                        "tributi",
                        "de",
                        "Ha un avviso IMU per una casa venduta a marzo.\nHa già l'atto sottomano.",
                        until,
                        number,
                        null),
                Disclosure.of(new Disclosure.Person("Anna Neri", "041 000000", null, null, null)));
        Locator rings = page.locator("#ringing li");
        assertThat(rings).hasCount(1);
        assertThat(rings).containsText("Chiamata da Parma: Tributi e imposte");
        assertThat(rings).containsText("in linea fino alle " + clock(until));
        DeskBrowserIT.accessible(page);
        look(page, "call-rings");
        rings.locator("a").press("Enter");
        Locator call = page.locator("[data-call][data-state=ringing]");
        assertThat(call).containsText("Ha già l'atto sottomano.");
        assertThat(call).containsText("tedesco");
        assertThat(call).containsText("Prima il collega, poi il cittadino");
        assertThat(call.locator("[data-person=name]")).hasText("Anna Neri");
        assertThat(call.locator("a.number")).hasAttribute("href", "/tickets/" + number);
        for (String language : List.of("en", "it")) {
            page.navigate(desk.address() + "/calls?lang=" + language);
            DeskBrowserIT.accessible(page);
        }
        look(page, "call-coming");
        page.press("button:has-text('Presa')", "Enter");
        assertThat(page.locator("main h1")).hasText("Ha un avviso IMU per una casa venduta a marzo.");
        assertThat(page.locator("main")).hasAttribute("data-state", "taken");
        assertThat(page.locator("main")).containsText("Anna Neri");
        assertThat(page.locator("dl.facts a[href^='/calls']")).hasText("Parma");
        assertThat(rings).hasCount(0);
        look(page, "call-taken");
        page.navigate(desk.address() + "/calls");
        assertThat(page.locator("[data-call][data-state=taken]")).containsText("Presa da Giulia Rossi");
    }

    @Test
    void aCallIsPassedOnAlsoWithoutScriptAndItsOperatorSeesHowFarItCame() {
        Page page = signIn(withoutScript());
        page.navigate(desk.address() + "/contacts/new?lang=it");
        page.fill("#subject", "Lampione a Parma");
        page.fill("#description", "Abita a Parma, davanti alla scuola.");
        page.selectOption("#category", "strade");
        page.fill("#citizenName", "Anna Neri");
        page.press("#citizenName", "Enter");
        page.press("summary:has-text('Trasferisci la chiamata')", "Enter");
        assertThat(page.locator("#call-queue")).hasValue("strade");
        assertThat(page.locator("#call-text")).hasValue("Abita a Parma, davanti alla scuola.");
        assertThat(page.locator("#call-to")).containsText("Comune di Brescia (solo Tributi e imposte)");
        look(page, "call-pass");
        page.selectOption("#call-to", "c_b157");
        page.press("button:has-text('Avvisa e trasferisci')", "Enter");
        assertThat(page.locator("[data-why=AGREEMENT_MISSING]")).isVisible();
        page.press("summary:has-text('Trasferisci la chiamata')", "Enter");
        page.selectOption("#call-to", "c_g337");
        page.press("#mode-conference", "Space");
        page.selectOption("#call-language", "de");
        page.press("button:has-text('Avvisa e trasferisci')", "Enter");
        Locator passed = page.locator("[data-passed]").first();
        assertThat(passed).containsText("A Parma: Buche e marciapiedi");
        assertThat(passed).containsText("In tre");
        assertThat(passed).hasAttribute("data-state", "waiting");
        desk.callIs(SentMessage.State.APPLIED, null);
        page.reload();
        assertThat(passed).containsText("Sullo schermo di Parma");
        look(page, "call-passed");
        desk.callIs(SentMessage.State.REFUSED, RefusalCode.QUEUE_CLOSED);
        page.reload();
        assertThat(passed).containsText("Parma non la riceve: Ora nessuno risponde alle chiamate su questo argomento.");
        look(page, "call-refused");
        page.press("a[hreflang='en']", "Enter");
        assertThat(passed).containsText("Nobody takes calls of this category now.");
        page.press("a[hreflang='it']", "Enter");
    }

    @Test
    void aCallAboutATicketIsPassedOnFromItsPageAndFollowedLive() {
        Page page = signIn(desktop());
        TicketNumber number = ours("Palo pericolante");
        page.navigate(desk.address() + "/tickets/" + number + "?lang=it");
        page.press("summary:has-text('Trasferisci la chiamata')", "Enter");
        page.selectOption("#call-to", "c_g337");
        page.fill("#call-text", "Vuole sapere quando arrivate.");
        DeskBrowserIT.accessible(page);
        look(page, "call-pass-ticket");
        page.press("button:has-text('Avvisa e trasferisci')", "Enter");
        Locator passed = page.locator("[data-passed]").first();
        assertThat(passed).containsText("Vuole sapere quando arrivate.");
        desk.callIs(SentMessage.State.DELIVERED, null);
        assertThat(passed).containsText("Arrivata a Parma");
        desk.callIs(SentMessage.State.APPLIED, null);
        assertThat(passed).containsText("Sullo schermo di Parma");
        DeskBrowserIT.accessible(page);
    }

    private static String clock(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(ZoneId.of("Europe/Rome")));
    }

    private TicketNumber foreign() {
        return TicketNumber.mint("G337", ++serial);
    }

    /** A ticket that Venezia opened and Parma holds. */
    @Test
    void anAdministratorReadsAcceptsAndLeavesAnAgreementAlsoWithoutScript() {
        desk.tells(area(1, null, List.of(PARMA), List.of(VENEZIA, BRESCIA)));
        Page page = signIn(withoutScript(), "anna");
        page.click("nav.rooms a:has-text('Accordi')");
        Locator proposed = page.locator("#agreement-area-veneta-1");
        assertThat(proposed).containsText("Area metropolitana: Area veneta");
        assertThat(proposed).containsText("Si possono affidare ticket su: ");
        assertThat(proposed).containsText("dalle 08:30 alle 13:30");
        assertThat(proposed).containsText("Al massimo il 50 per cento");
        assertThat(proposed).containsText("Allegati fino a 20 MB.");
        look(page, "agreements-proposed");

        page.selectOption("#with", "c_b157");
        page.selectOption("#category", "strade");
        page.click("button:has-text('Verifica')");
        assertThat(page.locator("#answer")).containsText("lo deve ancora accettare c_b157, c_l736");

        page.check("#read-area-veneta");
        page.click("form.adhesion button");
        assertThat(proposed).containsText("Accettazione in viaggio");
        assertThat(page.locator("button:has-text('Accetta')")).hasCount(0);

        desk.answersAdhesions(null);
        desk.tells(area(1, null, List.of(PARMA, VENEZIA), List.of(BRESCIA)));
        page.reload();
        assertThat(proposed.locator(".tag").first()).hasText("In vigore");
        assertThat(proposed.locator("[data-waiting]")).hasText("Brescia");
        assertThat(proposed).containsText("Anna Verdi");
        look(page, "agreements-in-force");
        page.click("a[hreflang='en']");
        assertThat(proposed).containsText("Tickets may be handed over about: ");
        page.click("a[hreflang='it']");

        proposed.locator("summary").press("Enter");
        page.fill("#reason-area-veneta", "Il consiglio ha deciso altrimenti.");
        page.press("button:has-text(\"Recedi dall'accordo\")", "Enter");
        assertThat(proposed).containsText("Recesso in viaggio");
        desk.answersAdhesions(null);
        desk.tells(area(1, null, List.of(PARMA), List.of(BRESCIA, VENEZIA)));
        page.reload();
        assertThat(page.locator("section[aria-labelledby='h-ended']")).containsText("Area metropolitana");
        desk.tells(List.of());
    }

    @Test
    void whoIsNoAdministratorReadsAgreementsAndNobodyAcceptsWhatHasChangedMeanwhile() {
        desk.tells(area(2, null, List.of(PARMA), List.of(VENEZIA)));
        Page page = signIn(desktop());
        page.navigate(desk.address() + "/agreements");
        assertThat(page.locator("main")).containsText("chi ha il ruolo di amministrazione");
        assertThat(page.locator("form.adhesion")).hasCount(0);
        DeskBrowserIT.accessible(page);
        page.context().close();

        Page admin = signIn(desktop(), "anna");
        admin.navigate(desk.address() + "/agreements");
        DeskBrowserIT.accessible(admin);
        desk.tells(area(3, null, List.of(PARMA), List.of(VENEZIA)));
        admin.check("#read-area-veneta");
        admin.click("form.adhesion button");
        assertThat(admin.locator("p.no[data-why='AGREEMENT_CHANGED']")).isVisible();
        admin.navigate(desk.address() + "/agreements?lang=en");
        DeskBrowserIT.accessible(admin);
        admin.navigate(desk.address() + "/agreements?lang=it");
        admin.check("#read-area-veneta");
        admin.click("form.adhesion button");
        desk.answersAdhesions(RefusalCode.AGREEMENT_DIFFERS);
        admin.reload();
        assertThat(admin.locator("#agreement-area-veneta-3")).containsText("L'accordo non è quello che avete letto");
        look(admin, "agreements-refused");
        desk.tells(List.of());
    }

    private static List<Registry.Agreement> area(
            int version, @Nullable Instant until, List<MemberCode> among, List<MemberCode> waiting) {
        List<Kind> kinds = List.of(Kind.HANDOVER, Kind.OVERFLOW);
        Deed.Text title = new Deed.Text("Area metropolitana", "Metropolitan area");
        Deed.Text summary = new Deed.Text(
                "Gli enti dell'area si passano i ticket e si aiutano nei giorni feriali.",
                "The bodies of the area hand each other tickets, and help each other on weekdays.");
        Terms terms = new Terms(
                List.of("strade"),
                List.of("tributi"),
                new Terms.Hours(List.of(Day.MON, Day.FRI), "08:30", "13:30"),
                50,
                new Terms.Ceiling(2, 6),
                Terms.Visibility.PERSON,
                new Terms.Files(20L * 1024 * 1024, List.of("application/pdf", "image/jpeg")),
                1825);
        Deed deed = new Deed(
                "area-veneta",
                new Deed.Text("Area veneta", "Area of Veneto"),
                "area-metropolitana",
                version,
                kinds,
                title,
                summary,
                terms,
                Deed.digest("area-metropolitana", version, kinds, title, summary, terms),
                until);
        return kinds.stream()
                .map(kind -> new Registry.Agreement(
                        "area-veneta." + version + "." + kind.wire(),
                        kind,
                        null,
                        null,
                        kind == Kind.OVERFLOW ? terms.skills() : List.of(),
                        among,
                        waiting,
                        deed))
                .toList();
    }

    private TicketNumber ours(String subject) {
        TicketNumber number = TicketNumber.mint("L736", 900_000 + ++serial);
        desk.says(VENEZIA, number, opening(subject), Status.ACKNOWLEDGED, PARMA, 2, null, null);
        return number;
    }

    private static TicketOpen opening(String subject) {
        return new TicketOpen(subject, null, "strade", null, "phone", null, null);
    }

    private static FaqPublish faq(String question) {
        return new FaqPublish(
                UUID.randomUUID(), 1, "it", question, "Lo dice il sito del comune.", "tributi", List.of());
    }

    private BrowserContext desktop() {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale("it-IT").setViewportSize(1280, 850));
        return context;
    }

    private BrowserContext withoutScript() {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale("it-IT")
                        .setViewportSize(1280, 850)
                        .setJavaScriptEnabled(false));
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
        assertThat(page.locator("main h1")).isVisible();
        assertThat(page).hasURL(desk.address() + "/desk");
        return page;
    }

    /** Wide and narrow: nothing sticks out. */
    private static void look(Page page, String name) {
        DeskBrowserIT.shoot(page, name);
        page.setViewportSize(375, 812);
        DeskBrowserIT.shoot(page, name + "-375");
        Locator body = page.locator("body");
        assertThat((Integer) body.evaluate("body => body.ownerDocument.documentElement.scrollWidth"))
                .as("%s fits a small screen", name)
                .isLessThanOrEqualTo(375);
        page.setViewportSize(1280, 850);
    }
}
