package io.snodo.spoke.desk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A session that ends while somebody is writing, by time or by a restart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionEndedBrowserIT {
    private Chromium chromium;
    private DeskWithoutHub desk;
    private BrowserContext context;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        chromium = new Chromium();
        desk = DeskWithoutHub.start(folder);
        Files.createDirectories(Path.of("target/screenshots"));
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
    void whatWasWrittenIsOfferedAgainAfterTheLogin() {
        Page page = open("it-IT", true);
        logIn(page, "giulia");
        page.navigate(desk.address() + "/contacts/new");
        page.fill("#subject", "Lampione spento");
        page.fill("#description", "Davanti alla scuola");
        page.selectOption("#category", "strade");
        page.fill("#citizenName", "Anna Neri");
        context.clearCookies();

        page.click("text=Registra il contatto");

        assertThat(page.locator("main")).containsText("La sessione è finita");
        assertThat(page.locator("main")).not().containsText("accessi");
        assertThat(page.locator("#kept-safe")).isVisible();
        assertThat(page.locator("p.unkept")).isHidden();
        DeskBrowserIT.shoot(page, "session-ended");
        DeskBrowserIT.accessible(page);
        fillLogin(page, "giulia");
        assertThat(page.locator("#kept-elsewhere")).isVisible();
        DeskBrowserIT.shoot(page, "session-text-kept");
        DeskBrowserIT.accessible(page);
        page.click("#kept-elsewhere a");
        assertThat(page.locator("#kept-here")).isVisible();
        assertThat(page.locator("#subject")).hasValue("Lampione spento");
        assertThat(page.locator("#description")).hasValue("Davanti alla scuola");
        assertThat(page.locator("#category")).hasValue("strade");
        assertThat(page.locator("#citizenName")).hasValue("Anna Neri");
        DeskBrowserIT.accessible(page);
        page.click("text=Registra il contatto");

        assertThat(page.locator("main[data-contact]")).isVisible();
        page.navigate(desk.address() + "/contacts/new");
        assertThat(page.locator("#subject")).hasValue("");
        assertThat(page.locator("#kept-here")).isHidden();
    }

    @Test
    void nobodyElseIsOfferedTheText() {
        Page page = open("en-GB", true);
        logIn(page, "giulia");
        page.navigate(desk.address() + "/contacts/new");
        page.fill("#subject", "Not for Marco");
        page.selectOption("#category", "strade");
        context.clearCookies();
        page.click("main button[type=submit]:has-text('contact')");
        assertThat(page.locator("main")).containsText("The session has ended");

        fillLogin(page, "marco");

        assertThat(page.locator("#kept-elsewhere")).isHidden();
        assertThat(page.evaluate("sessionStorage.getItem('snodo-kept')")).isNull();
    }

    @Test
    void withoutScriptTheWordsAreRightAndTheTextIsGivenBack() {
        Page page = open("it-IT", false);
        logIn(page, "giulia");
        page.navigate(desk.address() + "/contacts/new");
        page.fill("#subject", "Lampione spento");
        page.selectOption("#category", "strade");
        context.clearCookies();

        page.click("text=Registra il contatto");

        assertThat(page.locator("main")).containsText("La sessione è finita");
        assertThat(page.locator("p.unkept")).containsText("non è stato registrato");
        assertThat(page.locator("#typed")).hasValue(Pattern.compile("Lampione spento"));
        assertThat(page.locator("#typed")).not().hasValue(Pattern.compile("_csrf"));
        DeskBrowserIT.shoot(page, "session-ended-without-script");
    }

    @Test
    void aLoginPageLeftOpenSaysSoAndTakesTheNextTry() {
        Page page = open("it-IT", true);
        page.navigate(desk.address() + "/login");
        context.clearCookies();

        fillLogin(page, "giulia");

        assertThat(page.locator("main")).containsText("La sessione è finita");
        fillLogin(page, "giulia");
        assertThat(page).hasURL(desk.address() + "/desk");
    }

    @Test
    void aPageFromBeforeTheLastLoginIsNotAMatterOfRights() {
        Page page = open("it-IT", true);
        logIn(page, "giulia");
        page.navigate(desk.address() + "/contacts/new");
        page.fill("#subject", "Di prima");
        page.selectOption("#category", "strade");
        context.clearCookies();
        Page other = context.newPage();
        logIn(other, "giulia");

        Response response = page.waitForNavigation(() -> page.click("text=Registra il contatto"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(page.locator("main")).containsText("Questa pagina era rimasta aperta da prima");
        DeskBrowserIT.accessible(page);
        page.click("#kept-elsewhere a");
        assertThat(page.locator("#subject")).hasValue("Di prima");
    }

    @Test
    void aPageThatListensOnBeginsNoSessionBesideAnother() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(URI.create(desk.address() + "/events"))
                            .header("Accept", "text/event-stream")
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    private Page open(String locale, boolean script) {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale(locale).setJavaScriptEnabled(script));
        return context.newPage();
    }

    private void logIn(Page page, String operator) {
        page.navigate(desk.address() + "/login");
        fillLogin(page, operator);
        assertThat(page).hasURL(desk.address() + "/desk");
    }

    private static void fillLogin(Page page, String operator) {
        page.fill("#username", operator);
        page.fill("#password", DeskWithoutHub.PASSWORD);
        page.press("#password", "Enter");
    }
}
