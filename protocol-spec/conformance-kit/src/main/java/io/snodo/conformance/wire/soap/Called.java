package io.snodo.conformance.wire.soap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.snodo.conformance.soap.Composing;
import io.snodo.conformance.soap.Xml;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.xml.Names;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import tools.jackson.databind.node.ObjectNode;

/** A member that is called: its endpoint, which takes what the hub brings and answers as the specification says. */
final class Called implements SoapWire.Hearing {
    private static final int LARGEST = 8 * 1024 * 1024;

    private final SoapWire wire;
    private final URI endpoint;
    private final Composing composing;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Called(SoapWire wire, URI endpoint, SSLContext link, Composing composing) {
        this.wire = wire;
        this.endpoint = endpoint;
        this.composing = composing;
        try {
            server = HttpsServer.create(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), 0);
        } catch (IOException e) {
            throw SoapWire.unreachable("nobody can listen at " + endpoint + ": " + e.getMessage(), e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(link) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = getSSLContext().getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        });
        server.createContext(endpoint.getPath(), this::take);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public String replyTo() {
        return endpoint.toString();
    }

    @Override
    public void sent() {
        // its outcome is brought
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] octets = exchange.getRequestBody().readNBytes(LARGEST);
            Answered call = Answered.of(0, octets);
            Element payload = call.payload();
            note(exchange, call);
            if (payload == null) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            take(payload, call.correlation());
            byte[] answer = composing
                    .compose(new Composing.Wanted(
                            "http://www.w3.org/2005/08/addressing/anonymous",
                            "<s:" + payload.getLocalName() + "Response/>",
                            null,
                            call.correlation(),
                            List.of()))
                    .octets();
            exchange.getResponseHeaders().add("Content-Type", "text/xml; charset=UTF-8");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void take(Element payload, String correlation) {
        switch (payload.getLocalName()) {
            case "deliver" -> wire.page(payload, Xml.children(payload, Names.STAFFETTA, "step"));
            case "tell" -> wire.outcome(correlation, payload);
            default -> wire.inbox().frame(new byte[0], "is a call of " + payload.getLocalName());
        }
    }

    private void note(HttpExchange exchange, Answered call) {
        ObjectNode seen = Json.MAPPER.createObjectNode();
        seen.put("binding", "soap");
        seen.put("call", "callback");
        seen.put("to", endpoint.toString());
        seen.put("peer", peer(exchange));
        seen.put("action", exchange.getRequestHeaders().getFirst("SOAPAction"));
        seen.put("envelope", call.text());
        wire.inbox().called(seen);
    }

    private static @Nullable String peer(HttpExchange exchange) {
        try {
            return exchange instanceof HttpsExchange https
                    ? https.getSSLSession().getPeerPrincipal().getName().replaceAll("(?:.*,)?CN=([^,]*).*", "$1")
                    : MemberCode.HUB.value();
        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
            return null;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
