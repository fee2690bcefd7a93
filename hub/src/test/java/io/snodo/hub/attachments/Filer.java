package io.snodo.hub.attachments;

import io.snodo.hub.TestHub;
import io.snodo.hub.doors.rest.AttachmentsResource;
import io.snodo.hub.doors.rest.Description;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.Sealed;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A member's system that brings and fetches contents by the JSON API; its answers are what the description says. */
record Filer(TestHub hub, MemberCode member, HttpClient http) {
    private static final Description DESCRIPTION = Description.published();

    record Place(TicketNumber ticket, UUID offer) {
        String path() {
            return "/tickets/" + ticket.value() + "/attachments/" + offer;
        }
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).GET();
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return DESCRIPTION.check(
                http.send(request.build(), BodyHandlers.ofString(java.nio.charset.StandardCharsets.ISO_8859_1)));
    }

    HttpResponse<InputStream> stream(Place place) throws Exception {
        return http.send(request(place.path() + "/content").GET().build(), BodyHandlers.ofInputStream());
    }

    HttpResponse<String> head(String path) throws Exception {
        return DESCRIPTION.check(
                http.send(request(path).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString()));
    }

    HttpResponse<String> drop(Place place) throws Exception {
        return DESCRIPTION.check(
                http.send(request(place.path() + "/upload").DELETE().build(), BodyHandlers.ofString()));
    }

    HttpResponse<String> append(Place place, long offset, boolean last, byte[] octets) throws Exception {
        return append(place, offset, last, BodyPublishers.ofByteArray(octets));
    }

    HttpResponse<String> append(Place place, long offset, boolean last, HttpRequest.BodyPublisher octets)
            throws Exception {
        return DESCRIPTION.check(http.send(
                request(place.path() + "/upload")
                        .setHeader("Content-Type", AttachmentsResource.CHUNK)
                        .setHeader("Upload-Offset", String.valueOf(offset))
                        .setHeader("Upload-Complete", last ? "?1" : "?0")
                        .method("PATCH", octets)
                        .build(),
                BodyHandlers.ofString()));
    }

    /** All of it, as a stream, in chunks of {@code chunk}. */
    HttpResponse<String> bring(Place place, Octets octets, long chunk) throws Exception {
        HttpResponse<String> answer = null;
        for (long at = 0; at < octets.size(); at += chunk) {
            long from = at;
            long length = Math.min(chunk, octets.size() - at);
            answer = append(
                    place,
                    at,
                    at + length == octets.size(),
                    BodyPublishers.fromPublisher(
                            BodyPublishers.ofInputStream(() -> octets.from(from, length)), length));
        }
        return java.util.Objects.requireNonNull(answer);
    }

    String state(Place place) throws Exception {
        JsonNode seen = Json.MAPPER.readTree(get(place.path()).body());
        return seen.path("state").stringValue()
                + (seen.has("reason") ? " " + seen.path("reason").stringValue() : "");
    }

    long offset(Place place) throws Exception {
        return head(place.path() + "/upload")
                .headers()
                .firstValueAsLong("Upload-Offset")
                .orElseThrow();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(hub.url() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(120))
                .header("Authorization", "Bearer " + token());
    }

    String token() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims =
                Map.of("iss", member.value(), "aud", "hub", "iat", now, "exp", now + 60, "jti", UUID.randomUUID());
        return Sealed.sign(Json.MAPPER.writeValueAsBytes(claims), "JWT", hub.seal(member));
    }
}
