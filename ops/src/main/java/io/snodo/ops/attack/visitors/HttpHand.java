package io.snodo.ops.attack.visitors;

import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Slot;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Calls an HTTP server; what proves who it is comes from {@link Pass}. */
public final class HttpHand implements Hand {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Of a stream of events, which does not end by itself. */
    private static final Duration LISTENING = Duration.ofMillis(400);

    private static final int MOST = 4_000_000;
    private static final int AGAIN = 2;

    private final Role role;
    private final boolean metadata;
    private final URI root;
    private final HttpClient http;
    private final Pass pass;

    public HttpHand(Role role, URI root, HttpClient http, Pass pass) {
        this(role, false, root, http, pass);
    }

    public HttpHand(Role role, boolean metadata, URI root, HttpClient http, Pass pass) {
        this.role = role;
        this.metadata = metadata;
        this.root = root;
        this.http = http;
        this.pass = pass;
    }

    /** What shows who calls: headers, made anew for each call, and hidden fields of forms. */
    public interface Pass {
        Pass NONE = (_, _) -> Map.of();

        Map<String, String> headers(String contentType, byte[] body);

        default Map<String, String> fields() {
            return Map.of();
        }
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public boolean seesMetadata() {
        return metadata;
    }

    @Override
    public Answer call(Operation operation, Map<Slot, String> filled) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        Map<String, String> headers = new HashMap<>();
        Map<String, String> form = new TreeMap<>();
        for (Map.Entry<Slot, String> each : filled.entrySet()) {
            String name = each.getKey().name();
            String value = each.getValue();
            switch (each.getKey().place()) {
                case PATH ->
                    path = path.replace("{" + name + "}", encoded(value).replace("+", "%20"));
                case QUERY -> {
                    if (!value.isEmpty()) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(encoded(value));
                    }
                }
                case HEADER -> {
                    if (!value.isEmpty()) {
                        headers.put(name, value);
                    }
                }
                case FORM -> form.put(name, value);
                case ELEMENT, ABOUT -> {}
            }
        }
        String type = operation.contentTypes().isEmpty()
                ? ""
                : operation.contentTypes().getFirst();
        return send(operation.method(), path + query, headers, type, body(type, form));
    }

    private byte[] body(String type, Map<String, String> form) {
        if (type.equals("application/x-www-form-urlencoded")) {
            form.putAll(pass.fields());
            return form.entrySet().stream()
                    .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                    .collect(Collectors.joining("&"))
                    .getBytes(StandardCharsets.UTF_8);
        }
        return type.isEmpty() ? new byte[0] : "eyJ0eXAiOiJ4In0.e30.eA".getBytes(StandardCharsets.US_ASCII);
    }

    /** One call; {@code type} is empty where nothing is brought. */
    public Answer send(String method, String target, Map<String, String> headers, String type, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + target))
                .timeout(PATIENCE)
                .header("Accept-Language", "it")
                .method(
                        method,
                        type.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.setHeader("Content-Type", type);
        }
        headers.forEach(request::setHeader);
        pass.headers(type, body).forEach(request::setHeader);
        Answer answer = answer(request.build());
        // who answers before it has read all and hangs up may not be heard the first time
        for (int again = 0; answer.status() == 0 && again < AGAIN; again++) {
            answer = answer(request.build());
        }
        return answer;
    }

    private Answer answer(HttpRequest request) {
        long began = System.nanoTime();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            byte[] body = read(response);
            long took = System.nanoTime() - began;
            Map<String, List<String>> named = new TreeMap<>();
            response.headers().map().forEach((name, values) -> named.put(name.toLowerCase(Locale.ROOT), values));
            return new Answer(response.statusCode(), named, body, took);
        } catch (IOException e) {
            // not let in at all (TLS), or hung up upon; which of the two is a matter of chance
            return Answer.of("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static byte[] read(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            boolean endless =
                    response.headers().firstValue("content-type").orElse("").startsWith("text/event-stream");
            return endless ? whatComes(in) : in.readNBytes(MOST);
        }
    }

    /** What a stream says in the time that is listened to it. */
    private static byte[] whatComes(InputStream in) {
        java.io.ByteArrayOutputStream heard = new java.io.ByteArrayOutputStream();
        CompletableFuture<Void> listening = CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int octet = in.read(); octet >= 0 && heard.size() < MOST; octet = in.read()) {
                            heard.write(octet);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e); // closed: enough was heard
                    }
                },
                Thread::startVirtualThread);
        try {
            listening.get(LISTENING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // what has come so far is what there is
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return heard.toByteArray();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
