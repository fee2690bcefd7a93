package io.snodo.spoke.files;

import io.snodo.messages.Json;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.Sealed;
import io.snodo.spoke.link.Speaker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the hub's JSON API about contents, brings and fetches them; each call with a token of its own. */
@Component
class HubFiles {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FOR_A_CHUNK = Duration.ofMinutes(5);
    private static final long LIFE = 120; // seconds
    private static final int MOST_SAID = 64 * 1024;

    private final FileSettings settings;
    private final Speaker speaker;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HubFiles(FileSettings settings, Speaker speaker) {
        this.settings = settings;
        this.speaker = speaker;
    }

    boolean isThere() {
        return settings.hub() != null;
    }

    HttpResponse<String> ask(TicketNumber ticket, UUID offer) throws IOException, InterruptedException {
        return send(call(ticket, offer, "", PATIENCE).GET().build());
    }

    HttpResponse<String> offset(TicketNumber ticket, UUID offer) throws IOException, InterruptedException {
        return send(call(ticket, offer, "/upload", PATIENCE)
                .method("HEAD", BodyPublishers.noBody())
                .build());
    }

    HttpResponse<String> append(Carried file, Path content, long offset, long length)
            throws IOException, InterruptedException {
        // all of it has come, and the hub has not said so: it is asked to look again
        HttpRequest.BodyPublisher octets = length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> open(content, offset, length)), length);
        return send(call(file.ticket(), file.offer(), "/upload", FOR_A_CHUNK)
                .header("Content-Type", "application/partial-upload")
                .header("Upload-Offset", String.valueOf(offset))
                .header("Upload-Complete", offset + length == file.size() ? "?1" : "?0")
                .method("PATCH", octets)
                .build());
    }

    /** The client's own time-out ends with the headers; this one covers an answer that drips, or has no end. */
    private HttpResponse<String> send(HttpRequest call) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(call, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_SAID));
        try {
            return answer.get(call.timeout().orElse(PATIENCE).toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("an answer that did not come to its end", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    /** From {@code offset} on, if it is still the content that began with what is here. */
    HttpResponse<InputStream> fetch(TicketNumber ticket, UUID offer, String digest, long offset)
            throws IOException, InterruptedException {
        HttpRequest.Builder call = call(ticket, offer, "/content", PATIENCE).GET();
        if (offset > 0) {
            call.header("Range", "bytes=" + offset + "-").header("If-Range", "\"" + digest + "\"");
        }
        return http.send(call.build(), BodyHandlers.ofInputStream());
    }

    /** The published code in a refusal; its status where there is none. */
    static String code(int status, @Nullable String body) {
        try {
            String code = body == null || body.isEmpty()
                    ? ""
                    : Json.MAPPER.readTree(body).path("code").stringValue("");
            return code.isEmpty() ? "http_" + status : code;
        } catch (tools.jackson.core.JacksonException e) {
            return "http_" + status;
        }
    }

    private HttpRequest.Builder call(TicketNumber ticket, UUID offer, String what, Duration patience) {
        URI hub = Objects.requireNonNull(settings.hub(), "asked only where there is one");
        String base = hub.toString().replaceAll("/*$", "");
        return HttpRequest.newBuilder(URI.create(base + "/tickets/" + ticket.value() + "/attachments/" + offer + what))
                .timeout(patience)
                .header("Authorization", "Bearer " + token());
    }

    private String token() {
        long now = speaker.clock().instant().getEpochSecond();
        Map<String, Object> claims = Map.of(
                "iss",
                speaker.member().value(),
                "aud",
                "hub",
                "iat",
                now,
                "exp",
                now + LIFE,
                "jti",
                UUID.randomUUID().toString());
        return Sealed.sign(Json.MAPPER.writeValueAsBytes(claims), "JWT", speaker.key());
    }

    private static InputStream open(Path content, long offset, long length) {
        try {
            return Part.of(content, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
