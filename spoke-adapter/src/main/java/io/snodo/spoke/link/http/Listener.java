package io.snodo.spoke.link.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the hub calls. Whose a call is and what it brings is the binding's to find out. */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int LARGEST_BODY = 8 * 1024 * 1024;
    /** The hub calls one after the other, with deliveries and with outcomes. */
    private static final int FOR_THE_HUB = 8;
    /** For whomever TLS does not know as the hub: another member, or the hub behind somebody who ends TLS for it. */
    private static final int FOR_OTHERS = 4;

    private static final int CONNECTIONS = 200;
    /** In which a call has come to its end and is answered; the hub itself waits ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static {
        // the JDK's server is told so by nothing else, and reads it when it is first used; it covers TLS and the head
        // too
        System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", String.valueOf(PATIENCE.toSeconds()));
        System.getProperties().putIfAbsent("jdk.httpserver.maxConnections", String.valueOf(CONNECTIONS));
    }

    /** Takes a call and answers when what it brought is durable. */
    public interface Taking {
        Call.Reply take(Call call) throws IOException;
    }

    private final Listen listen;
    private final SSLContext tls;
    private final Taking taking;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore forTheHub = new Semaphore(FOR_THE_HUB);
    private final Semaphore forOthers = new Semaphore(FOR_OTHERS);
    private @Nullable HttpsServer server;

    public Listener(Listen listen, SSLContext tls, Taking taking) {
        this.listen = listen;
        this.tls = tls;
        this.taking = taking;
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
                    "the port " + listen.port() + " cannot be listened at; set listen.port to a free one", e);
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

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Semaphore places = isByTheHub(exchange) ? forTheHub : forOthers;
            if (!places.tryAcquire()) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            // whoever drips loses the connection
            CompletableFuture<Void> end = CompletableFuture.runAsync(
                    exchange::close,
                    CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, threads));
            try {
                answerWithin(exchange);
            } finally {
                end.cancel(false);
                places.release();
            }
        }
    }

    /** As far as TLS tells. What the call brings is verified all the same. */
    private static boolean isByTheHub(HttpExchange exchange) throws IOException {
        return exchange instanceof HttpsExchange secured
                && secured.getSSLSession().getPeerCertificates()[0] instanceof X509Certificate shown
                && HubCertificate.namesTheHub(shown);
    }

    private void answerWithin(HttpExchange exchange) throws IOException {
        try {
            if (!"POST".equals(exchange.getRequestMethod())) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            Call.Reply reply = taking.take(new Came(exchange));
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply.body());
            }
        } catch (RuntimeException e) {
            LOG.error("a call of the hub could not be taken", e);
            exchange.sendResponseHeaders(500, -1);
        }
    }

    private record Came(HttpExchange exchange) implements Call {
        @Override
        public @Nullable String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }

        @Override
        public Optional<byte[]> body() throws IOException {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            return body.length > LARGEST_BODY ? Optional.empty() : Optional.of(body);
        }
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
