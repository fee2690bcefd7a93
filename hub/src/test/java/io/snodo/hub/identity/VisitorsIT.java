package io.snodo.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorsIT {
    @TempDir
    static Path folder;

    private static TestHub hub;
    private HttpClient browser;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.start(folder);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void open() {
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    @AfterEach
    void shut() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/track", "/actuator/health", "/webjars/bootstrap-italia/dist/css/bootstrap-italia.min.css"})
    void aCitizenIsAskedForNothing(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void pagesForbidForeignScriptsAndFrames() throws Exception {
        HttpResponse<String> page = get("/track");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/members", "/console/traffic", "/console/waiting", "/console/events"})
    void theConsoleAsksForALogin(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).get().asString().endsWith("/console/login");
    }

    /** Or the login page that it is led to would begin a session in the place of one that begins beside it. */
    @Test
    void aPagesStreamWithoutALoginIsToldSoAndBeginsNoSession() throws Exception {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(uri("/console/events"))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void anOperatorLogsInAndOut() throws Exception {
        assertThat(logIn("hub", "wrong")).endsWith("/console/login?error");
        assertThat(get("/console").statusCode()).isEqualTo(302);
        assertThat(logIn("hub", "hub")).doesNotContain("error");
        assertThat(get("/console/members").statusCode()).isEqualTo(200);
    }

    @Test
    void whoMistypesAgainAndAgainWaitsAndThenTheRightPasswordWorks() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("hub", "wrong")).endsWith("/console/login?error");
        }

        HttpResponse<String> putOff = tryToLogIn("hub", "hub", "it");

        assertThat(putOff.statusCode()).isEqualTo(429);
        int seconds =
                Integer.parseInt(putOff.headers().firstValue("Retry-After").orElseThrow());
        assertThat(seconds).isBetween(1, 6);
        assertThat(alert(putOff)).contains("Troppi tentativi");
        assertThat(alert(tryToLogIn("hub", "hub", "en"))).contains("Too many wrong tries");
        assertThat(get("/console").statusCode()).isEqualTo(302);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> logIn("hub", "hub"), to -> to.contains("/console") && !to.contains("/login"));
        assertThat(get("/console/members").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyIsKeptWaitingByLookingAtThePageThatSaysSo() throws Exception {
        assertThat(get("/console/login/wait").headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("/console/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/login", "/track", "/console/parked/1/redeliver"})
    void aFormWithoutItsTokenIsRefused(String path) throws Exception {
        logIn("hub", "hub");
        assertThat(post(path, "number=x&code=y").statusCode()).isEqualTo(403);
    }

    @Test
    void behindAProxyRedirectsStayWhereTheyAreAndCookiesStayOnTls() throws Exception {
        HttpResponse<String> asked = overTls("/console/members", "203.0.113.7", null);
        assertThat(asked.headers().firstValue("Location")).contains("/console/login");
        String session = asked.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(session).startsWith("snodo-hub=").contains("Secure", "HttpOnly");

        String cookie = session.substring(0, session.indexOf(';'));
        HttpResponse<String> page = overTls("/console/login?lang=en", "203.0.113.7", cookie);
        assertThat(page.headers().firstValue("Set-Cookie"))
                .get()
                .asString()
                .startsWith("lang=en")
                .contains("Secure");
        HttpResponse<String> inside = browser.send(
                proxied("/console/login", "203.0.113.7", cookie)
                        .POST(BodyPublishers.ofString("username=hub&password=hub&_csrf=" + csrf(page)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(inside.headers().firstValue("Location"))
                .get()
                .asString()
                .matches("(https://[^/]+)?/console/members.*");
    }

    @Test
    void citizensBehindAProxyAreToldApart() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(guess("203.0.113.1")).isEqualTo(422);
        }
        assertThat(guess("203.0.113.1")).isEqualTo(429);
        assertThat(guess("203.0.113.2")).isEqualTo(422);
    }

    private int guess(String client) throws Exception {
        HttpResponse<String> form = overTls("/track", client, null);
        String session = form.headers().firstValue("Set-Cookie").orElseThrow();
        return browser.send(
                        proxied("/track", client, session.substring(0, session.indexOf(';')))
                                .POST(BodyPublishers.ofString("number=L736-000042-T&code=x&_csrf=" + csrf(form)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private HttpResponse<String> overTls(String path, String client, @Nullable String cookie) throws Exception {
        return browser.send(proxied(path, client, cookie).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What a proxy that ends TLS passes on; the browser's own cookies would not go back to us from there. */
    private static HttpRequest.Builder proxied(String path, String client, @Nullable String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("X-Forwarded-For", client)
                .header("X-Forwarded-Proto", "https")
                .header("Content-Type", "application/x-www-form-urlencoded");
        return cookie == null ? request : request.header("Cookie", cookie);
    }

    private static String csrf(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("input[name=_csrf]").attr("value");
    }

    private String logIn(String username, String password) throws Exception {
        return tryToLogIn(username, password, "it")
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    private HttpResponse<String> tryToLogIn(String username, String password, String language) throws Exception {
        String token = Jsoup.parse(get("/console/login?lang=" + language).body())
                .select("input[name=_csrf]")
                .attr("value");
        return post("/console/login", "username=" + username + "&password=" + password + "&_csrf=" + token);
    }

    private static String alert(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("[role=alert]").text();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return hub.url().resolve(path);
    }
}
