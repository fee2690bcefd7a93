package io.snodo.hub.correspondents;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.snodo.hub.TestHub;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.doors.soap.SoapMember;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A member's endpoint that the hub calls by SOAP: HTTPS with the hub's certificate demanded; takes everything. */
public final class SoapEndpoint implements AutoCloseable {
    private final HttpsServer server;
    private final int port;
    private final List<Document> brought = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Document> told = new LinkedBlockingQueue<>();

    public SoapEndpoint(TestHub hub, MemberCode member, int port) throws IOException {
        this.port = port;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ModiClient.tls(hub.authority(), hub.link(member))) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = getSSLContext().getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        });
        server.createContext("/staffetta", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public static URI at(int port) {
        return URI.create("https://localhost:" + port + "/staffetta");
    }

    URI address() {
        return at(port);
    }

    /** Calls with deliveries or progress, as they came. */
    List<Document> brought() {
        return brought;
    }

    /** The outcome of that submission. */
    Document told(String correlation) throws InterruptedException {
        while (true) {
            Document call = told.poll(30, TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError("nothing was told about " + correlation);
            }
            if (correlation(call).equals(correlation)) {
                return call;
            }
        }
    }

    private static String correlation(Document call) {
        return SoapMember.elements(call, "X-Correlation-ID").getFirst().getTextContent();
    }

    private void take(HttpExchange exchange) throws IOException {
        Document call = SoapMember.parsed(exchange.getRequestBody().readAllBytes());
        Element body = SoapMember.elements(call, "Body").getFirst();
        String operation = body.getFirstChild().getLocalName();
        (operation.equals("tell") ? told : brought).add(call);
        byte[] answer = SoapMember.envelope(
                        "http://www.w3.org/2005/08/addressing/anonymous",
                        "urn:uuid:1",
                        "<s:X-Correlation-ID>" + correlation(call) + "</s:X-Correlation-ID>",
                        "<s:" + operation + "Response/>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
