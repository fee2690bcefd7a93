package io.snodo.spoke.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LoginLimitIT {
    @Test
    void whoMistypesAgainAndAgainWaitsAndThenTheRightPasswordWorks(@TempDir Path folder, CapturedOutput log)
            throws Exception {
        try (DeskWithoutHub desk = DeskWithoutHub.start(folder);
                HttpClient browser = HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .build()) {
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> wrong = logIn(browser, desk, "giulia", "sbagliata", "it");
                assertThat(wrong.statusCode()).isEqualTo(302);
                assertThat(wrong.headers().firstValue("Location"))
                        .hasValueSatisfying(to -> assertThat(to).endsWith("/login?error"));
            }

            HttpResponse<String> putOff = logIn(browser, desk, "giulia", DeskWithoutHub.PASSWORD, "it");
            HttpResponse<String> inEnglish = logIn(browser, desk, "giulia", DeskWithoutHub.PASSWORD, "en");
            HttpResponse<String> colleague = logIn(
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build(),
                    desk,
                    "marco",
                    DeskWithoutHub.PASSWORD,
                    "it");

            assertThat(putOff.statusCode()).isEqualTo(429);
            int seconds =
                    Integer.parseInt(putOff.headers().firstValue("Retry-After").orElseThrow());
            assertThat(seconds).isBetween(1, 6);
            assertThat(Jsoup.parse(putOff.body()).select("[role=alert]").text()).contains("Troppi tentativi");
            assertThat(inEnglish.statusCode()).isEqualTo(429);
            assertThat(Jsoup.parse(inEnglish.body()).select("[role=alert]").text())
                    .contains("Too many wrong tries");
            assertThat(colleague.headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).doesNotContain("error"));
            assertThat(log).contains("login refused outcome=put_off").doesNotContain("giulia");
            assertThat(desk.counted("snodo.logins", "outcome", "wrong")).isEqualTo(5);
            assertThat(desk.counted("snodo.logins", "outcome", "put_off")).isEqualTo(2);

            // trying while one has to wait counts for nothing
            await().atMost(Duration.ofSeconds(seconds + 2)).untilAsserted(() -> {
                HttpResponse<String> right = logIn(browser, desk, "giulia", DeskWithoutHub.PASSWORD, "it");
                assertThat(right.statusCode()).isEqualTo(302);
                assertThat(right.headers().firstValue("Location"))
                        .hasValueSatisfying(to -> assertThat(to).doesNotContain("login"));
            });
        }
    }

    private static HttpResponse<String> logIn(
            HttpClient browser, DeskWithoutHub desk, String name, String password, String language) throws Exception {
        HttpResponse<String> form = browser.send(
                HttpRequest.newBuilder(desk.address().resolve("/login?lang=" + language))
                        .build(),
                BodyHandlers.ofString());
        String token = Jsoup.parse(form.body()).select("input[name=_csrf]").attr("value");
        return browser.send(
                HttpRequest.newBuilder(desk.address().resolve("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=" + name + "&password=" + password + "&_csrf=" + token))
                        .build(),
                BodyHandlers.ofString());
    }
}
