package io.snodo.conformance.wire.soap;

import io.snodo.conformance.soap.Composing;
import io.snodo.conformance.soap.Request;
import io.snodo.conformance.wire.Binding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Calls the hub with envelopes, through TLS with a member's certificate; waits where it calls too often. */
final class Caller implements AutoCloseable {
    private static final int TIMES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI hub;
    private final SSLContext link;
    private final Composing composing;
    private final HttpClient client;

    Caller(URI hub, SSLContext link, Composing composing) {
        this.hub = hub;
        this.link = link;
        this.composing = composing;
        this.client = HttpClient.newBuilder()
                .sslContext(link)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** An answer and the request that it is to. */
    record Done(Request request, Answered answer) {}

    Done call(String method, Composing.Wanted wanted, Map<String, String> headers) throws InterruptedException {
        try {
            for (int i = 0; ; i++) {
                Request request = composing.compose(wanted);
                for (byte[] before : request.first()) {
                    send(method, before, request, headers);
                }
                Answered answer = send(method, request.octets(), request, headers);
                if (i == TIMES || !answer.code().equals("rate_limited")) {
                    return new Done(request, answer);
                }
                Thread.sleep(Duration.ofMillis(500));
            }
        } catch (IOException e) {
            throw new Binding.Unreachable("the hub does not answer at " + hub + ": " + e, e);
        }
    }

    private Answered send(String method, byte[] octets, Request request, Map<String, String> headers)
            throws IOException, InterruptedException {
        if (request.pace() != Request.Pace.AT_ONCE) {
            return Slowly.send(hub, link, octets, request.pace(), PATIENCE);
        }
        HttpRequest.Builder http = HttpRequest.newBuilder(hub)
                .timeout(PATIENCE)
                .header("Content-Type", request.contentType())
                .header("SOAPAction", "\"\"")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(octets));
        headers.forEach(http::header);
        HttpResponse<byte[]> answer = client.send(http.build(), HttpResponse.BodyHandlers.ofByteArray());
        return Answered.of(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
