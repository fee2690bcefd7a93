package io.snodo.conformance.wire.soap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.snodo.conformance.soap.Composing;
import io.snodo.conformance.soap.Xml;
import io.snodo.conformance.wire.Listening;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.Told;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import tools.jackson.databind.node.ObjectNode;

/** A member that is called: its endpoint, which takes what the hub brings and answers as the specification says. */
final class Called implements SoapWire.Hearing {
    private static final int LARGEST = 8 * 1024 * 1024;

    private final SoapWire wire;
    private final URI endpoint;
    private final Composing composing;
    private final Listening listening;
    private volatile String declines = "";

    Called(SoapWire wire, URI endpoint, SSLContext link, Composing composing) {
        this.wire = wire;
        this.endpoint = endpoint;
        this.composing = composing;
        try {
            this.listening = Listening.at(endpoint.getPort(), endpoint.getPath(), link, this::take);
        } catch (IOException e) {
            throw SoapWire.unreachable("nobody can listen at " + endpoint + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String replyTo() {
        return endpoint.toString();
    }

    @Override
    public void sent() {
        // its outcome is brought
    }

    @Override
    public void declines(String how) {
        declines = how;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] octets = exchange.getRequestBody().readNBytes(LARGEST);
        Answered call = Answered.of(0, octets);
        Element payload = call.payload();
        note(exchange, call);
        String how = declines;
        if (payload == null || how.matches("[0-9]{3}")) {
            int status = payload == null ? 400 : Integer.parseInt(how);
            Listening.answer(
                    exchange, status, status == 302 ? Map.of("Location", endpoint.toString()) : Map.of(), new byte[0]);
            return;
        }
        if (how.isEmpty()) {
            take(payload, call.correlation());
        }
        byte[] answer = composing
                .compose(new Composing.Wanted(
                        "http://www.w3.org/2005/08/addressing/anonymous",
                        answer(payload, how),
                        null,
                        how.equals("with-another-correlation")
                                ? UUID.randomUUID().toString()
                                : call.correlation(),
                        List.of()))
                .octets();
        Listening.answer(
                exchange, how.contains("fault") ? 500 : 200, Map.of("Content-Type", "text/xml; charset=UTF-8"), answer);
    }

    private static String answer(Element payload, String how) {
        return switch (how) {
            case "", "with-another-correlation" -> "<s:" + payload.getLocalName() + "Response/>";
            case "with-another-answer" -> "<s:submitResponse/>";
            case "with-a-fault" -> fault(RefusalCode.SCHEMA_INVALID);
            case "with-a-fault-for-now" -> fault(RefusalCode.HUB_BUSY);
            default -> throw new IllegalArgumentException("a call is not declined " + how);
        };
    }

    private static String fault(RefusalCode code) {
        Element problem = Told.root("problem");
        Told.problem(problem, Refusal.of(code).problem("of-the-kit"));
        return "<e:Fault><faultcode>e:Client</faultcode><faultstring>no</faultstring><detail>" + Xml.written(problem)
                + "</detail></e:Fault>";
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
        listening.close();
    }
}
