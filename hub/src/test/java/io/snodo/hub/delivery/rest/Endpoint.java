package io.snodo.hub.delivery.rest;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.snodo.hub.TestHub;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLParameters;
import tools.jackson.databind.JsonNode;

/** A member's endpoint: HTTPS with the hub's certificate demanded; takes everything, or answers what the test wants. */
public final class Endpoint implements AutoCloseable {
    /** Deliveries as they came, repeats included. */
    public final List<Frame.Delivery> deliveries = new CopyOnWriteArrayList<>();

    public final List<Frame.Progress> progress = new CopyOnWriteArrayList<>();

    /** Outcomes, each with its correlation id and the hub's token. */
    public final BlockingQueue<Told> outcomes = new LinkedBlockingQueue<>();

    public volatile int answer = 200;

    private final HttpsServer server;

    public record Told(String correlation, JsonNode outcome, SignedJWT token, String certificate) {}

    public Endpoint(TestHub hub, MemberCode member, int port) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ModiClient.tls(hub.authority(), hub.link(member))) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = getSSLContext().getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        });
        server.createContext("/in", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public static URI at(int port) {
        return URI.create("https://localhost:" + port + "/in");
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String correlation = exchange.getRequestHeaders().getFirst("X-Correlation-ID");
        if (answer == 200) {
            try {
                note(correlation, Json.MAPPER.readTree(body), exchange);
            } catch (ParseException e) {
                throw new IOException(e);
            }
        }
        byte[] acknowledgement = ("{\"correlation\":\"" + correlation + "\"}").getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(answer, acknowledgement.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(acknowledgement);
        }
    }

    private void note(String correlation, JsonNode body, HttpExchange exchange) throws IOException, ParseException {
        if (!body.has("items")) {
            String token =
                    exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
            X509Certificate shown = (X509Certificate) ((com.sun.net.httpserver.HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerCertificates()[0];
            outcomes.add(new Told(
                    correlation,
                    body,
                    SignedJWT.parse(token),
                    shown.getSubjectX500Principal().getName()));
        }
        for (JsonNode item : body.path("items")) {
            switch (Json.MAPPER.treeToValue(item, Frame.class)) {
                case Frame.Delivery delivery -> deliveries.add(delivery);
                case Frame.Progress told -> progress.add(told);
                case Frame.Receipts _, Frame.Refused _ -> throw new IOException("nobody sends these so");
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
