package io.snodo.hub.identity;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Somebody at the console with a session of his own, by HTTP and nothing else. */
final class ConsoleVisit implements AutoCloseable {
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI hub;

    ConsoleVisit(URI hub) {
        this.hub = hub;
    }

    static ConsoleVisit of(URI hub, String username) throws Exception {
        ConsoleVisit visit = new ConsoleVisit(hub);
        visit.post("/console/login", "/console/login", "username=" + username, "password=hub");
        return visit;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    Document page(String path) throws Exception {
        return Jsoup.parse(get(path).body());
    }

    /** With the token that stands on {@code from}, a page that this visitor may open. */
    HttpResponse<String> post(String from, String path, String... fields) throws Exception {
        String token = page(from).select("input[name=_csrf]").attr("value");
        String form = Arrays.stream(fields)
                .map(field -> field.split("=", 2))
                .map(field -> field[0] + "=" + URLEncoder.encode(field[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(URI.create(hub + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form + "&_csrf=" + token))
                        .build(),
                BodyHandlers.ofString());
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    HttpClient client() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
    }
}
