package io.snodo.conformance.spoke.soap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.soap.Composing;
import io.snodo.conformance.soap.Pen;
import io.snodo.conformance.spoke.Seat;
import io.snodo.conformance.wire.Credentials;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The kit's SOAP door, at {@code https://localhost:PORT/soap/staffetta/v1}, on which the spoke meets it as its hub. */
public final class SoapSeat implements Seat {
    private static final String PATH = "/soap/staffetta/v1";

    private final int port;
    private final SSLContext link;
    private final Operations operations;
    private final Mailbox mailbox = new Mailbox();
    private final @Nullable Callback callback;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable HttpsServer server;

    /** {@code endpoint} is where the spoke is called; absent where it asks. */
    public SoapSeat(Path keys, int port, MemberCode spoke, @Nullable URI endpoint, Ear ear, Clock clock)
            throws IOException, GeneralSecurityException {
        this.port = port;
        Credentials hub = Credentials.of(keys, MemberCode.HUB);
        this.link = hub.link();
        Credentials.Signature signature = hub.requiredSignature();
        Composing composing = new Composing(
                new Pen(signature.certificate(), signature.key()),
                who -> {
                    throw new IllegalArgumentException("the kit's hub signs as itself, not as " + who);
                },
                clock);
        this.operations =
                new Operations("https://localhost:" + port + PATH, spoke, mailbox, composing, this::decided, ear);
        this.callback = endpoint == null ? null : new Callback(endpoint, link, composing, ear);
    }

    @Override
    public synchronized void open() throws IOException {
        HttpsServer opened = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        opened.setHttpsConfigurator(new HttpsConfigurator(link) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = getSSLContext().getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        });
        opened.createContext(PATH, this::take);
        opened.setExecutor(threads);
        opened.start();
        server = opened;
        if (callback != null) {
            callback.away(false);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Operations.Answer answer = operations.answer(exchange);
            byte[] octets = answer.envelope();
            exchange.getResponseHeaders().add("Content-Type", "text/xml; charset=UTF-8");
            exchange.sendResponseHeaders(answer.status(), octets.length);
            exchange.getResponseBody().write(octets);
        }
    }

    @Override
    public synchronized void shut() {
        if (server != null) {
            server.stop(0);
            server = null;
            if (callback != null) {
                callback.away(true);
            }
        }
    }

    @Override
    public void put(byte[] octets, boolean durable) {
        JsonNode frame = Reads.json(new String(octets, StandardCharsets.UTF_8));
        switch (frame.path("frame").asString("")) {
            case "receipts" ->
                frame.path("stamps")
                        .forEach(stamp -> decide(
                                Reads.json(stamp.path("leaf").asString(""))
                                        .path("message")
                                        .asString(""),
                                frame));
            case "refused" -> decide(frame.path("message").asString(""), frame);
            case "delivery" -> {
                if (callback == null) {
                    mailbox.deliver(frame);
                } else {
                    callback.deliver(Told.delivery(frame));
                }
            }
            case "progress" ->
                frame.path("steps").forEach(step -> {
                    if (callback == null) {
                        mailbox.step(step);
                    } else {
                        callback.deliver(Told.step(step));
                    }
                });
            default -> throw new IllegalArgumentException("no operation of the binding can tell " + frame);
        }
    }

    private void decide(String message, @Nullable JsonNode frame) {
        mailbox.decide(message, frame).ifPresent(this::decided);
    }

    /** Where the outcome is to be brought it is. */
    private void decided(Mailbox.Submission submission) {
        if (callback != null && submission.replyTo != null) {
            callback.tell(submission.correlation, Told.result(submission.message, submission.outcome));
        }
    }

    @Override
    public void close() {
        shut();
        if (callback != null) {
            callback.close();
        }
        threads.shutdownNow();
    }
}
