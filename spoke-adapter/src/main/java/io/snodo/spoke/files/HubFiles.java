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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the hub's JSON API about contents, brings and fetches them; each call with a token of its own. */
@Component
class HubFiles {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FOR_A_CHUNK = Duration.ofMinutes(5);
    private static final long LIFE = 120; // seconds

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
        return http.send(call(ticket, offer, "", PATIENCE).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> offset(TicketNumber ticket, UUID offer) throws IOException, InterruptedException {
        return http.send(
                call(ticket, offer, "/upload", PATIENCE)
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> append(Carried file, Path content, long offset, long length)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher octets =
                BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(content, offset, length)), length);
        return http.send(
                call(file.ticket(), file.offer(), "/upload", FOR_A_CHUNK)
                        .header("Content-Type", "application/partial-upload")
                        .header("Upload-Offset", String.valueOf(offset))
                        .header("Upload-Complete", offset + length == file.size() ? "?1" : "?0")
                        .method("PATCH", octets)
                        .build(),
                BodyHandlers.ofString());
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
