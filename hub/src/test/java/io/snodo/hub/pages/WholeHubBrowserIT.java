package io.snodo.hub.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.snodo.hub.TestHub;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.knowledge.Answers;
import io.snodo.hub.overflow.Choice;
import io.snodo.hub.overflow.Considered;
import io.snodo.hub.overflow.Episode;
import io.snodo.hub.overflow.Overflow;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.FaqPublish;
import io.snodo.messages.body.FaqReview;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.QueueState;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.body.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The pages on the hub as it runs: its own database, broker, security and exchange. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeHubBrowserIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final LocatorAssertions.HasAttributeOptions SOON =
            new LocatorAssertions.HasAttributeOptions().setTimeout(30_000);

    private Browser browser;
    private TestHub hub;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        browser = new Browser();
        hub = TestHub.start(folder, "snodo.overflow.pause=1s", "snodo.overflow.tick=500ms");
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

    @Test
    void aCitizenFollowsConfirmsAndRatesWhileTheOfficeWorks() {
        Pen parma = Pen.of(hub, PARMA);
        TicketNumber number = parma.number(1);
        TrackingCode code = TrackingCode.random();
        accepted(parma, parma.open(number, code));
        try (Browser.Visit visit = browser.desktop(url(), "it")) {
            Page page = visit.page();
            page.navigate("/track");
            page.locator("#number").fill(number.value().replace("-", "").toLowerCase());
            page.locator("#code").fill(code.value());
            page.locator("main form button").click();
            assertThat(page.locator("#state")).hasAttribute("data-status", "triage");

            accepted(parma, parma.act(number, 1, new StatusSet(Status.IN_PROGRESS, "lo prende Rossi")));
            accepted(parma, parma.act(number, 1, new NoteAdd("Arriviamo domani", Audience.CITIZEN, null)));
            accepted(parma, parma.act(number, 1, new NoteAdd("Manca il mezzo", Audience.PARTIES, null)));
            accepted(parma, parma.act(number, 1, new TicketResolve(Outcome.SOLVED, "La buca è chiusa")));
            assertThat(page.locator("#state")).hasAttribute("data-status", "resolved", SOON);
            assertThat(page.locator("#answer")).containsText("La buca è chiusa");
            assertThat(page.locator("#story")).containsText("Arriviamo domani");
            assertThat(page.locator("main")).not().containsText("Manca il mezzo");
            assertThat(page.locator("main")).not().containsText("Rossi");
            visit.isAccessible();

            page.locator("form[action$='/confirm'] button").click();
            assertThat(page.locator("#state")).hasAttribute("data-status", "closed", SOON);
            page.locator("#face-satisfied").check();
            page.locator("form[action$='/rating'] button").click();
            assertThat(page.locator("#rated")).isVisible();
            visit.screenshot("whole-hub-track");
        }
    }

    @Test
    void anOperatorLogsInAndSeesTheNetwork() {
        Pen venezia = Pen.of(hub, VENEZIA);
        accepted(venezia, venezia.open(venezia.number(2), TrackingCode.random()));
        try (Browser.Visit visit = browser.desktop(url(), "it")) {
            Page page = visit.page();
            page.navigate("/console");
            assertThat(page.locator("h1")).hasText("Entra nella console");
            page.locator("#username").fill("hub");
            page.locator("#password").fill("hub");
            page.keyboard().press("Enter");
            assertThat(page.locator("tr[data-member=c_l736]")).hasAttribute("data-state", "heard");
            assertThat(page.locator("dl[data-batch]")).isVisible();
            visit.isAccessible();
            visit.screenshot("whole-hub-console");
            for (String name : new String[] {"members", "traffic", "waiting"}) {
                page.navigate("/console/" + name);
                assertThat(page.locator(".sections a[aria-current=page]")).hasAttribute("href", "/console/" + name);
                visit.isAccessible();
            }
            page.locator(".logout button").click();
            assertThat(page).hasURL(Pattern.compile(".*/console/login\\?logout"));
            page.navigate("/console/members");
            assertThat(page.locator("h1")).hasText("Entra nella console");
        }
    }

    @Test
    void anAnswerIsPublishedByAnotherMembersValidator() {
        Pen parma = Pen.of(hub, PARMA);
        Pen brescia = Pen.of(hub, BRESCIA);
        UUID faq = UUID.randomUUID();
        accepted(
                parma,
                parma.say(
                        new FaqPublish(faq, 1, "it", "Quando scade la TARI?", "Il 16 giugno.", "tributi", List.of())));
        accepted(brescia, brescia.say(new FaqReview(faq, 1, PARMA, Verdict.APPROVE, null)));
        assertThat(CurrentTenant.during(VENEZIA, () -> hub.bean(Answers.class).published(10)))
                .extracting(Answers.Answer::faq)
                .contains(faq);
    }

    @Test
    void aBusyDeskIsHelpedUntilItIsCalm() {
        queue(Pen.of(hub, REGGIO_CALABRIA), 0);
        queue(Pen.of(hub, BRESCIA), 9);
        await().atMost(LONG).until(() -> episodes().stream().anyMatch(Episode::isOpen));
        Episode help = episodes().getFirst();
        assertThat(help.helper()).isEqualTo(REGGIO_CALABRIA);
        Overflow overflow = hub.bean(Overflow.class);
        for (MemberCode reader : List.of(MemberCode.HUB, BRESCIA, REGGIO_CALABRIA)) {
            Choice choice = overflow.choice(reader, help.id()).orElseThrow();
            assertThat(choice.waiting()).isEqualTo(9);
            assertThat(choice.considered()).contains(new Considered(REGGIO_CALABRIA, Considered.Verdict.CHOSEN, 2));
        }
        assertThat(overflow.choice(VENEZIA, help.id()))
                .as("for whom it does not concern")
                .isEmpty();
        queue(Pen.of(hub, BRESCIA), 0);
        await().atMost(LONG).until(() -> episodes().stream().noneMatch(Episode::isOpen));
        assertThat(episodes()).hasSize(1);
    }

    private List<Episode> episodes() {
        return hub.bean(Overflow.class).episodes(Instant.EPOCH);
    }

    private void queue(Pen pen, int waiting) {
        accepted(pen, pen.say(new QueueState("urp", waiting, 2, 5, 2, Instant.now())));
    }

    private void accepted(Pen pen, Pen.Written message) {
        Decision decision = hub.bean(Exchange.class)
                .submit(new Incoming(message.jws(), pen.member(), "test"))
                .join();
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
    }

    private String url() {
        return hub.url().toString();
    }
}
