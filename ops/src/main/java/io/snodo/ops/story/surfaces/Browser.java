package io.snodo.ops.story.surfaces;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** A browser without script: cookies, pages, and forms filled in and sent with whatever hidden fields they carry. */
public final class Browser {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI root;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = client(HttpClient.Redirect.NORMAL);
    /** Java's client would go on to a page with the form's content type, which no browser does. */
    private final HttpClient staying = client(HttpClient.Redirect.NEVER);

    public Browser(URI root) {
        this.root = root;
    }

    public Page open(String path) {
        return fetch(request(root.resolve(path)).GET().build());
    }

    /** Sends the form on {@code page} whose action ends in {@code action}, with {@code fields} filled in. */
    public Page submit(Page page, String action, Map<String, String> fields) {
        Element form = page.html().select("form").stream()
                .filter(f -> URI.create(f.attr("action")).getPath().endsWith(action))
                .findFirst()
                .orElseThrow(() -> new NotObserved("no form to " + action + " on " + page));
        return send(form, page.uri().resolve(form.attr("action")), fields);
    }

    /** The same with a file among the fields. */
    public Page submit(Page page, String action, Map<String, String> fields, Upload file) {
        Element form = page.html().select("form").stream()
                .filter(f -> URI.create(f.attr("action")).getPath().endsWith(action))
                .findFirst()
                .orElseThrow(() -> new NotObserved("no form to " + action + " on " + page));
        Map<String, String> filled = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(hidden -> filled.put(hidden.attr("name"), hidden.attr("value")));
        filled.putAll(fields);
        URI target = page.uri().resolve(form.attr("action"));
        HttpRequest request = request(target)
                .header("Content-Type", "multipart/form-data; boundary=" + Upload.BOUNDARY)
                .POST(file.with(filled))
                .build();
        Page answer = fetch(staying, request);
        return answer.status() / 100 == 3 ? fetch(request(answer.uri()).GET().build()) : answer;
    }

    private HttpClient client(HttpClient.Redirect redirect) {
        return HttpClient.newBuilder()
                .cookieHandler(cookies)
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(redirect)
                .build();
    }

    /** What lies at {@code path}, whatever it is. */
    public HttpResponse<byte[]> download(String path) {
        try {
            return http.send(request(root.resolve(path)).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new NotObserved("no answer from " + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("interrupted", e);
        }
    }

    private Page send(Element form, URI target, Map<String, String> fields) {
        Map<String, String> filled = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(hidden -> filled.put(hidden.attr("name"), hidden.attr("value")));
        fields.forEach((name, value) -> {
            if (form.select("[name=" + name + "]").isEmpty()) {
                throw new NotObserved("the form to " + target.getPath() + " has no field " + name);
            }
            filled.put(name, value);
        });
        String body = filled.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return fetch(request(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Accept", "text/html")
                .header("Accept-Language", "it");
    }

    private Page fetch(HttpRequest request) {
        return fetch(http, request);
    }

    private static Page fetch(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            URI leadsTo = response.headers()
                    .firstValue("Location")
                    .filter(_ -> response.statusCode() / 100 == 3)
                    .map(response.uri()::resolve)
                    .orElse(response.uri());
            return new Page(
                    response.statusCode(),
                    leadsTo,
                    Jsoup.parse(response.body(), response.uri().toString()));
        } catch (IOException e) {
            throw new NotObserved("no answer from " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("interrupted", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
