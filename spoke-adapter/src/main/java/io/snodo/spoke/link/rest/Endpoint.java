package io.snodo.spoke.link.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.snodo.messages.Json;
import io.snodo.spoke.link.Mailroom;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where the hub calls: deliveries, progress and outcomes. Acknowledges after they are durable here, and not before. */
final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final int LARGEST_BODY = 8 * 1024 * 1024;

    private final RestSettings.Listen listen;
    private final SSLContext tls;
    private final HubTokens hub;
    private final Mailroom mailroom;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable HttpsServer server;

    Endpoint(RestSettings.Listen listen, SSLContext tls, HubTokens hub, Mailroom mailroom) {
        this.listen = listen;
        this.tls = tls;
        this.hub = hub;
        this.mailroom = mailroom;
    }

    void open() {
        try {
            HttpsServer opening = HttpsServer.create(new InetSocketAddress(listen.address(), listen.port()), 50);
            opening.setHttpsConfigurator(new Demanding(tls));
            opening.createContext(listen.url().getPath(), this::answer);
            opening.setExecutor(threads);
            opening.start();
            server = opening;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the port " + listen.port() + " cannot be listened at; set snodo.rest.listen.port to a free one",
                    e);
        }
    }

    /** Nobody comes in without a certificate of the network. */
    private static final class Demanding extends HttpsConfigurator {
        Demanding(SSLContext tls) {
            super(tls);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters demanding = getSSLContext().getDefaultSSLParameters();
            demanding.setNeedClientAuth(true);
            demanding.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setSSLParameters(demanding);
        }
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            answerWithin(call);
        }
    }

    private void answerWithin(HttpExchange call) throws IOException {
        try {
            int status = take(call);
            String correlation = correlation(call);
            byte[] body = Json.MAPPER.writeValueAsBytes(
                    status == 200 ? Map.of("correlation", correlation) : Map.of("status", status));
            call.getResponseHeaders()
                    .set("Content-Type", status == 200 ? "application/json" : "application/problem+json");
            call.sendResponseHeaders(status, body.length);
            try (OutputStream out = call.getResponseBody()) {
                out.write(body);
            }
        } catch (RuntimeException e) {
            LOG.error("a call of the hub could not be taken", e);
            call.sendResponseHeaders(500, -1);
        }
    }

    /** The status to answer. */
    private int take(HttpExchange call) throws IOException {
        if (!"POST".equals(call.getRequestMethod())) {
            return 405;
        }
        if (!hub.letsIn(bearer(call.getRequestHeaders().getFirst("Authorization")))) {
            return 401;
        }
        byte[] body = call.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return 413;
        }
        String digest = Digest.of(body);
        if (!digest.equals(call.getRequestHeaders().getFirst("Digest"))
                || !hub.covers(
                        call.getRequestHeaders().getFirst("Agid-JWT-Signature"),
                        digest,
                        call.getRequestHeaders().getFirst("Content-Type"))) {
            return 401;
        }
        List<byte[]> frames;
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            frames = json.has("items") ? Frames.items(json) : Frames.outcome(correlation(call), json);
        } catch (JacksonException e) {
            return 400;
        }
        if (!frames.isEmpty()) {
            mailroom.receive(frames);
        }
        return 200;
    }

    private static String correlation(HttpExchange call) {
        String correlation = call.getRequestHeaders().getFirst("X-Correlation-ID");
        return correlation == null || correlation.length() > 64 ? "" : correlation;
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : null;
    }

    @Override
    public void close() {
        HttpsServer open = server;
        server = null;
        if (open != null) {
            open.stop(1);
        }
        threads.shutdownNow();
    }
}
