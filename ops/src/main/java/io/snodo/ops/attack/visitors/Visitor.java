package io.snodo.ops.attack.visitors;

import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.demo.Logins;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** A browser at pages: with cookies, and with what forms hide to show that they are the page's own. */
public final class Visitor implements HttpHand.Pass {
    private static final String FORM = "application/x-www-form-urlencoded";
    /** Each call comes from an address of its own, or else the count of wrong guesses would answer for the page. */
    private static final AtomicInteger ADDRESSES = new AtomicInteger(1);

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI root;
    private String csrf = "";

    public Visitor(URI root) {
        this.root = root;
    }

    /** Logs in; fails if it is not let in. */
    public static Visitor loggedIn(URI root, String form, Logins.Login login) {
        Visitor visitor = new Visitor(root);
        visitor.look(form);
        Answer answer = visitor.post(form, Map.of("username", login.username(), "password", Logins.PASSWORD));
        if (answer.status() / 100 != 3 || answer.header("location").contains("login")) {
            throw new Broken("nobody is let in as " + login.username() + " at " + root + form + ": " + answer.status());
        }
        visitor.look(URI.create(answer.header("location")).getRawPath());
        return visitor;
    }

    /** As a hand at this server. */
    public HttpHand as(Role role, boolean metadata) {
        return new HttpHand(role, metadata, root, http, this);
    }

    /** Looks at a page, and remembers what its forms hide. */
    public Answer look(String path) {
        Answer page = as(Role.ANONYMOUS, false).send("GET", path, Map.of(), "", new byte[0]);
        String hidden = Jsoup.parse(page.text()).select("input[name=_csrf]").attr("value");
        csrf = hidden.isEmpty() ? csrf : hidden;
        return page;
    }

    public Answer post(String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.putAll(fields());
        String body = all.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return as(Role.ANONYMOUS, false).send("POST", path, Map.of(), FORM, body.getBytes(StandardCharsets.UTF_8));
    }

    /** What another could take of it: its session, in one header. */
    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .map((HttpCookie each) -> each.getName() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
    }

    @Override
    public Map<String, String> headers(String contentType, byte[] body) {
        int address = ADDRESSES.getAndIncrement();
        return Map.of(
                "Accept",
                "text/html,text/event-stream;q=0.9,*/*;q=0.5",
                "X-Forwarded-For",
                "198.%d.%d.%d".formatted(18 + address / 65_536 % 2, address / 256 % 256, address % 256));
    }

    @Override
    public Map<String, String> fields() {
        return csrf.isEmpty() ? Map.of() : Map.of("_csrf", csrf);
    }
}
