package io.snodo.hub.citizens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

import com.microsoft.playwright.Page;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.TicketView;
import io.snodo.hub.exchange.Tickets;
import io.snodo.hub.members.Members;
import io.snodo.hub.pages.Browser;
import io.snodo.hub.pages.PagesAlone;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.body.TrackingCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackBrowserIT {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final TicketNumber NUMBER = TicketNumber.mint("L736", 42);
    private static final String CODE = "7KQ4M2XWPC";
    private static final Instant OPENED = PagesAlone.NOW.minus(Duration.ofDays(2));

    @ComponentScan(
            excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = TicketStreams.class))
    static class Room {}

    private final List<Message> said = new ArrayList<>();
    private Browser browser;
    private ServletWebServerApplicationContext hub;
    private String url;

    @BeforeAll
    void start() {
        browser = new Browser();
        hub = PagesAlone.start(Room.class);
        url = "http://127.0.0.1:" + hub.getWebServer().getPort();
    }

    @AfterAll
    void stop() {
        if (hub != null) {
            hub.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void network() {
        said.clear();
        Members members = hub.getBean(Members.class);
        List<Registry.Member> all = List.of(
                member(VENEZIA, "Comune di Venezia", "L736"),
                member(PARMA, "Comune di Parma", "G337"),
                member(BRESCIA, "Comune di Brescia", "B157"));
        when(members.registry()).thenReturn(new Registry(1, all, List.of(), List.of()));
        all.forEach(m -> when(members.find(m.code())).thenReturn(Optional.of(m)));
        doAnswer(call -> {
                    Message message = call.getArgument(0);
                    said.add(message);
                    return CompletableFuture.completedFuture(new Decision.Noted(message.id()));
                })
                .when(hub.getBean(Exchange.class))
                .say(any());
        is(ticket(Status.IN_PROGRESS, BRESCIA));
    }

    @Test
    void aCitizenFindsTheRequestByKeyboardAlone() {
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate("/track");
            visit.isAccessible();
            visit.screenshot("track-form");

            page.keyboard().press("Tab");
            assertThat(page.locator(":focus")).hasAttribute("href", "#content");
            page.locator("#number").focus();
            page.keyboard()
                    .type(" l736 000042 " + NUMBER.value().charAt(NUMBER.value().length() - 1));
            page.keyboard().press("Tab");
            page.keyboard().type("7kq4-m2xw-pc");
            page.keyboard().press("Enter");

            assertThat(page.locator("main")).hasAttribute("data-ticket", NUMBER.value());
            assertThat(page.locator("#holder")).hasText("Comune di Parma");
            assertThat(page.locator("#offered")).containsText("Comune di Brescia");
            assertThat(page.locator("main")).containsText("L’ufficio tributi sta ricalcolando");
            assertThat(page.locator("main")).not().containsText("fra noi");
            visit.isAccessible();
            visit.screenshot("track-ticket");
        }
    }

    @Test
    void aTelephoneShowsItAsWell() {
        try (Browser.Visit visit = browser.telephone(url, "en")) {
            visit.page().navigate("/track");
            visit.fitsTheScreen();
            visit.screenshot("track-form-telephone");
            open(visit.page());
            visit.isAccessible();
            visit.fitsTheScreen();
            visit.screenshot("track-ticket-telephone");
            is(ticket(Status.RESOLVED, null));
            visit.page().reload();
            visit.page().locator("#face-unsatisfied").check();
            visit.fitsTheScreen();
            visit.isAccessible();
            visit.screenshot("track-resolved-telephone");
        }
    }

    @Test
    void aWrongCodeAndAnUnknownNumberGetTheSameAnswer() {
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate("/track");
            page.locator("#number").fill(NUMBER.value());
            page.locator("#code").fill("AAAAAAAAAA");
            page.locator("main form button").click();
            String wrongCode = page.locator("#problem").innerText();
            visit.isAccessible();
            visit.screenshot("track-unknown");
            page.locator("#number").fill("L736-999999-A");
            page.locator("#code").fill(CODE);
            page.locator("main form button").click();
            assertThat(page.locator("#problem"))
                    .hasText(
                            wrongCode,
                            new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                                    .setUseInnerText(true));
        }
    }

    @Test
    void aCitizenRatesWithTheThirdFaceAndSaysWhy() {
        is(ticket(Status.RESOLVED, null));
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            open(page);
            visit.screenshot("track-resolved");
            page.locator("#face-satisfied").focus();
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#rate-reason")).isVisible();
            visit.isAccessible();
            page.locator("#rate-reason").fill("Ho dovuto chiamare tre volte");
            visit.screenshot("track-rating");
            page.locator("form[action$='/rating'] button").click();
            assertThat(page.locator("#done")).containsText("Grazie");
        }
        RatingAdd rating = (RatingAdd) said.getLast().content();
        assertThat(rating.reason()).isEqualTo("Ho dovuto chiamare tre volte");
        assertThat(said.getLast().onBehalfOf()).isEqualTo("citizen");
    }

    @Test
    void aCitizenAnswersWhatTheOfficeAsks() {
        TicketView.Question question = new TicketView.Question(new UUID(0, 9), PARMA, Asked.CITIZEN);
        is(around(
                ticket(Status.PENDING, null),
                List.of(event(6, "info.request", PARMA, 120, Audience.CITIZEN, "Quanti metri quadrati sono?")),
                question,
                List.of()));
        try (Browser.Visit visit = browser.withoutScript(url, "it")) {
            Page page = visit.page();
            open(page);
            assertThat(page.locator("#question")).hasText("Quanti metri quadrati sono?");
            page.locator("#answer-text").fill("Sono 62");
            page.locator("form[action$='/answer'] button").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#done")).containsText("Grazie");
        }
        assertThat(said.getLast().content()).isEqualTo(new InfoAnswer(question.id(), "Sono 62"));
        assertThat(said.getLast().onBehalfOf()).isEqualTo("citizen");
    }

    @Test
    void aMergedRequestLeadsToWhoHoldsTheOneThatGoesOn() {
        TicketNumber other = TicketNumber.mint("G337", 77);
        is(around(
                ticket(Status.MERGED, null),
                List.of(event(6, "ticket.merge", PARMA, 120, Audience.CITIZEN, null)),
                null,
                List.of(new TicketView.Onward(true, other, VENEZIA, Status.IN_PROGRESS))));
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            open(page);
            assertThat(page.locator("#holder")).hasText("Comune di Venezia");
            assertThat(page.locator("#onward")).containsText(other.value());
            visit.isAccessible();
        }
    }

    /** The same with more said, and something open around it. */
    private static TicketView around(
            TicketView ticket,
            List<TicketView.Event> more,
            TicketView.@Nullable Question question,
            List<TicketView.Onward> onward) {
        List<TicketView.Event> events = new ArrayList<>(ticket.events());
        events.addAll(more);
        return new TicketView(
                ticket.number(),
                ticket.subject(),
                ticket.category(),
                ticket.status(),
                ticket.outcome(),
                ticket.originator(),
                ticket.owner(),
                ticket.epoch(),
                events.size(),
                null,
                null,
                null,
                ticket.due(),
                ticket.openedAt(),
                ticket.updatedAt(),
                new TicketView.Matters(
                        ticket.due(),
                        ticket.status() == Status.PENDING ? OPENED : null,
                        Duration.ZERO,
                        question,
                        List.of(),
                        List.of(),
                        null,
                        onward.isEmpty() ? null : onward.getFirst().number(),
                        List.of(),
                        List.of(),
                        onward),
                events);
    }

    @Test
    void confirmsAndReopensWithoutScript() {
        is(ticket(Status.RESOLVED, null));
        try (Browser.Visit visit = browser.withoutScript(url, "it")) {
            Page page = visit.page();
            open(page);
            page.locator("form[action$='/confirm'] button").click();
            assertThat(page.locator("#done")).containsText("conclusa");
            page.locator("details summary").click();
            page.locator("#reopen-reason").fill("Il lampione è ancora spento");
            page.locator("form[action$='/reopen'] button").click();
            assertThat(page.locator("#done")).containsText("riaperta");
        }
        assertThat(said.get(0).content()).isInstanceOf(TicketConfirm.class);
        assertThat(said.get(1).content()).isEqualTo(new TicketReopen("Il lampione è ancora spento"));
    }

    @Test
    void aTextThatIsTooLongIsKeptAndNotDroppedWithoutAWord() {
        is(ticket(Status.RESOLVED, null));
        String tooLong = "troppo ".repeat(100).strip();
        try (Browser.Visit visit = browser.withoutScript(url, "it")) {
            Page page = visit.page();
            open(page);
            page.locator("details summary").click();
            sendBeyondTheBrowsersLimit(page, "#reopen-reason", tooLong);
            page.locator("form[action$='/reopen'] button").click();
            assertThat(page.locator("#reopen-problem")).containsText("699 caratteri");
            assertThat(page.locator("#reopen-reason")).hasValue(tooLong);
            assertThat(page.locator("#done")).hasCount(0);
            visit.screenshot("track-reopen-too-long");

            page.locator("#face-unsatisfied").check();
            sendBeyondTheBrowsersLimit(page, "#rate-reason", tooLong);
            page.locator("form[action$='/rating'] button").click();
            assertThat(page.locator("#rate-problem")).containsText("699 caratteri");
            assertThat(page.locator("#rate-reason")).hasValue(tooLong);
            assertThat(page.locator("#face-unsatisfied")).isChecked();
        }
        assertThat(said).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLongIsKeptToo() {
        is(around(
                ticket(Status.PENDING, null),
                List.of(event(6, "info.request", PARMA, 120, Audience.CITIZEN, "Quanti metri quadrati sono?")),
                new TicketView.Question(new UUID(0, 9), PARMA, Asked.CITIZEN),
                List.of()));
        String tooLong = "x".repeat(2001);
        try (Browser.Visit visit = browser.withoutScript(url, "en")) {
            Page page = visit.page();
            open(page);
            sendBeyondTheBrowsersLimit(page, "#answer-text", tooLong);
            page.locator("form[action$='/answer'] button").click();
            assertThat(page.locator("#answer-problem")).containsText("2,001 characters, at most 2,000");
            assertThat(page.locator("#answer-text")).hasValue(tooLong);
        }
        assertThat(said).isEmpty();
    }

    @Test
    void linesEndAsTheBrowserCountsThem() {
        is(ticket(Status.RESOLVED, null));
        String lines = "riga\n".repeat(99) + "fine";
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            open(visit.page());
            visit.page().locator("details summary").click();
            visit.page().locator("#reopen-reason").fill(lines);
            visit.page().locator("form[action$='/reopen'] button").click();
            assertThat(visit.page().locator("#done")).containsText("riaperta");
        }
        assertThat(said.getLast().content()).isEqualTo(new TicketReopen(lines));
    }

    private static void sendBeyondTheBrowsersLimit(Page page, String field, String text) {
        page.locator(field)
                .evaluate("(field, text) => { field.removeAttribute('maxlength'); field.value = text; }", text);
    }

    @Test
    void datesInEnglishHaveTheDayFirstAndTheFrontDoorLeadsToTheCitizensPage() {
        try (Browser.Visit visit = browser.desktop(url, "en-GB")) {
            Page page = visit.page();
            page.navigate("/");
            assertThat(page.locator("h1")).hasText("Follow your request");
            open(page);
            assertThat(page.locator("#due")).hasText("20 December 2026");
            assertThat(page.locator(".it-footer")).not().containsText("no personal data");
        }
    }

    @Test
    void anOpenPageChangesByItself() {
        PagesAlone.VERSIONS.put(NUMBER.value(), "5");
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            open(page);
            assertThat(page.locator("#state")).hasAttribute("data-status", "in_progress");
            is(ticket(Status.RESOLVED, null));
            PagesAlone.VERSIONS.put(NUMBER.value(), "6");
            assertThat(page.locator("#state")).hasAttribute("data-status", "resolved");
            assertThat(page.locator("#your-turn")).isVisible();
        }
    }

    @Test
    void theLanguageCanBeChosen() {
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate("/track");
            assertThat(page.locator("h1")).hasText("Segui la tua richiesta");
            page.locator(".languages a[lang=en]").click();
            assertThat(page.locator("h1")).hasText("Follow your request");
            assertThat(page.locator("html")).hasAttribute("lang", "en");
        }
    }

    @Test
    void aPageThatIsNotThereIsAPageToo() {
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            visit.page().navigate("/nowhere");
            assertThat(visit.page().locator("h1")).hasText("Questa pagina non c’è");
            visit.isAccessible();
        }
    }

    private void open(Page page) {
        page.navigate("/track");
        page.locator("#number").fill(NUMBER.value());
        page.locator("#code").fill(CODE);
        page.locator("main form button").click();
        assertThat(page.locator("main")).hasAttribute("data-ticket", NUMBER.value());
    }

    private void is(TicketView ticket) {
        when(hub.getBean(Tickets.class).track(any(), any())).thenReturn(Optional.empty());
        when(hub.getBean(Tickets.class).track(eq(NUMBER), eq(new TrackingCode(CODE).digest(NUMBER))))
                .thenReturn(Optional.of(ticket));
    }

    private static TicketView ticket(Status status, @Nullable MemberCode offeredTo) {
        List<TicketView.Event> events = new ArrayList<>(
                List.of(
                        event(1, "ticket.open", VENEZIA, 0, null, null),
                        event(2, "handover.offer", VENEZIA, 10, null, "È di vostra competenza, fra noi"),
                        event(3, "handover.accept", PARMA, 45, null, null),
                        event(4, "status.set", PARMA, 60, null, null),
                        event(
                                5,
                                "note.add",
                                PARMA,
                                90,
                                Audience.CITIZEN,
                                "L’ufficio tributi sta ricalcolando la tassa con i metri quadrati giusti. Non deve fare nulla.")));
        if (status == Status.RESOLVED) {
            events.add(event(
                    6,
                    "ticket.resolve",
                    PARMA,
                    300,
                    null,
                    "La tassa è stata ricalcolata: il nuovo avviso arriva entro dieci giorni."));
        }
        return new TicketView(
                NUMBER,
                "Tassa rifiuti: metri quadrati sbagliati",
                "tributi",
                status,
                status == Status.RESOLVED ? Outcome.SOLVED : null,
                VENEZIA,
                PARMA,
                2,
                events.size(),
                offeredTo,
                offeredTo == null ? null : new UUID(0, 1),
                offeredTo == null ? null : PagesAlone.NOW.plus(Duration.ofHours(4)),
                OPENED.plus(Duration.ofDays(30)),
                OPENED,
                OPENED.plusSeconds(90 * 60),
                TicketView.Matters.NONE,
                events);
    }

    private static TicketView.Event event(
            long sequence,
            String type,
            MemberCode by,
            int minutes,
            @Nullable Audience audience,
            @Nullable String text) {
        return new TicketView.Event(sequence, type, by, false, OPENED.plusSeconds(minutes * 60L), audience, text);
    }

    private static Registry.Member member(MemberCode code, String name, String prefix) {
        return new Registry.Member(code, name, prefix, "027042", List.of(), List.of(), null);
    }
}
