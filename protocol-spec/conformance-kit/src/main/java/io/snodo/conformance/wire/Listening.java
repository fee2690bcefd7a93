package io.snodo.conformance.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A small HTTPS server on the loopback address that lets in whom the network's authority vouches for. */
public final class Listening implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Listening(HttpsServer server) {
        this.server = server;
    }

    /** {@code path} and everything below it. */
    public static Listening at(int port, String path, SSLContext tls, HttpHandler handler) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = getSSLContext().getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                demanding.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                parameters.setSSLParameters(demanding);
            }
        });
        Listening listening = new Listening(server);
        server.createContext(path, call -> {
            try (call) {
                handler.handle(call);
            } catch (RuntimeException e) {
                call.sendResponseHeaders(500, -1);
                throw e;
            }
        });
        server.setExecutor(listening.threads);
        server.start();
        return listening;
    }

    /** The whole answer. */
    public static void answer(HttpExchange call, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        headers.forEach(call.getResponseHeaders()::set);
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            call.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
