package io.snodo.ops.bench;

import io.snodo.ops.demo.Logins;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jsoup.Jsoup;

/** An operator who looks at the console's pages. */
final class ConsoleVisit {
    private static final int LOOKS = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI hub;

    ConsoleVisit(URI hub) {
        this.hub = hub;
    }

    void logIn() throws IOException, InterruptedException {
        String csrf = Jsoup.parse(look("/console/login").body())
                .select("input[name=_csrf]")
                .attr("value");
        HttpRequest login = HttpRequest.newBuilder(hub.resolve("/console/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + Logins.HUB_OPERATOR.username() + "&password="
                        + Logins.PASSWORD + "&_csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8)))
                .build();
        http.send(login, HttpResponse.BodyHandlers.ofString());
    }

    /** The median of some looks, each later than what the console remembers of the one before. */
    Duration median(String page) throws IOException, InterruptedException {
        long[] taken = new long[LOOKS];
        for (int i = 0; i < LOOKS; i++) {
            Thread.sleep(2100);
            long began = System.nanoTime();
            HttpResponse<String> answer = look(page);
            taken[i] = System.nanoTime() - began;
            if (answer.statusCode() != 200 || answer.uri().getPath().contains("login")) {
                throw new IllegalStateException("the console does not show " + page + ": " + answer.statusCode());
            }
        }
        java.util.Arrays.sort(taken);
        return Duration.ofNanos(taken[LOOKS / 2]);
    }

    private HttpResponse<String> look(String page) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(hub.resolve(page)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
