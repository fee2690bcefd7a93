package io.snodo.ops.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.snodo.ops.demo.CannotStart;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Logins;
import io.snodo.ops.demo.Node;
import io.snodo.ops.requests.Request;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.NotObserved;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The kit's hook for our spoke: what it asks for is done on the desk's pages, as an operator would. */
final class DeskDriver implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(2);

    private final DemoMember member;
    private final Node node;
    private final HttpServer server;
    private final AtomicInteger contacts = new AtomicInteger();
    private @Nullable Desk desk;

    private DeskDriver(DemoMember member, Node node, HttpServer server) {
        this.member = member;
        this.node = node;
        this.server = server;
        server.createContext("/", this::serve);
        server.start();
    }

    static DeskDriver of(DemoMember member, Node node) {
        try {
            return new DeskDriver(
                    member, node, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new CannotStart("no port for the kit's hook: " + e.getMessage(), e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void serve(HttpExchange call) throws IOException {
        String action = call.getRequestURI().getPath().substring(1);
        int status = 204;
        String words = "";
        try {
            switch (action) {
                case "open" -> open();
                default -> {
                    status = 404;
                    words = "the desk is not asked to " + action;
                }
            }
        } catch (NotObserved | CannotStart e) {
            status = 500;
            words = String.valueOf(e.getMessage());
        }
        byte[] body = words.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            call.getResponseBody().write(body);
        }
        call.close();
    }

    private synchronized void open() {
        Desk open = desk;
        if (open == null) {
            node.awaitReady(READY);
            open = Desk.logIn(member, node.address(), Logins.OPERATOR);
            desk = open;
        }
        Request request =
                new Request(Integer.toString(contacts.incrementAndGet()), "phone", "illuminazione", "Lampione spento");
        String contact = open.recordContact(request, "034027", "Da tre giorni.");
        open.take(contact);
        open.openTicket(contact, request.subject(), "Da tre giorni.");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
