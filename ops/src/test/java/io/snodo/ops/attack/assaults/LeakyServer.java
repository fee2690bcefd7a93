package io.snodo.ops.attack.assaults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with one hole that a test chooses: what is another's it treats otherwise than what is not there. */
final class LeakyServer implements AutoCloseable {
    static final String THEIRS = "L736-000042-T";

    private final HttpServer server;
    private final Hole hole;
    private final AtomicInteger writes = new AtomicInteger();

    /** What it does where something of another's is named. */
    interface Hole {
        void answer(HttpExchange call, LeakyServer server) throws IOException;
    }

    private LeakyServer(HttpServer server, Hole hole) {
        this.server = server;
        this.hole = hole;
        server.createContext("/", this::serve);
        server.start();
    }

    static LeakyServer with(Hole hole) throws IOException {
        return new LeakyServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), hole);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the owner would see. */
    String ownersView() {
        return "written " + writes.get() + " times";
    }

    void write() {
        writes.incrementAndGet();
    }

    private void serve(HttpExchange call) throws IOException {
        if (call.getRequestURI().toString().contains(THEIRS)) {
            hole.answer(call, this);
        } else {
            send(call, 404, "{\"code\":\"ticket_unknown\"}");
        }
    }

    static void send(HttpExchange call, int status, String words) throws IOException {
        byte[] body = words.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
