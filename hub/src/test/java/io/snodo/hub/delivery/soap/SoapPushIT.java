package io.snodo.hub.delivery.soap;

import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.snodo.hub.TestHub;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.doors.soap.SoapMember;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.messages.MessageIds;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.TrackingCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** A member whose endpoint the hub calls by SOAP: deliveries and outcomes come signed, and again until they are had. */
class SoapPushIT {
    @TempDir
    static Path folder;

    private static final BlockingQueue<Document> CALLS = new LinkedBlockingQueue<>();
    private static final AtomicInteger REFUSING = new AtomicInteger();

    private static TestHub hub;
    private static HttpsServer endpoint;
    private static SoapMember parma;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.prepare(folder);
        endpoint = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.setHttpsConfigurator(new HttpsConfigurator(ModiClient.tls(hub.authority(), hub.link(PARMA))) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = getSSLContext().getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        });
        endpoint.createContext("/staffetta", SoapPushIT::take);
        endpoint.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        endpoint.start();
        hub.withoutSeal(PARMA, "{kind: soap-push, endpoint: \"" + address() + "\"}");
        hub.startAgain();
        parma = new SoapMember(hub, PARMA);
    }

    @AfterAll
    static void stop() {
        parma.close();
        hub.close();
        endpoint.stop(0);
    }

    @Test
    void deliveriesAndOutcomesAreBroughtUntilTheyAreHad() throws Exception {
        REFUSING.set(2);
        Pen pen = Pen.of(hub, VENEZIA);
        TicketNumber ticket = pen.number(901);
        submit(pen.open(ticket, TrackingCode.random()));
        Pen.Written offer =
                pen.act(ticket, 1, new HandoverOffer("Vostra", Instant.now().plusSeconds(3600), null), PARMA);
        submit(offer);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(CALLS)
                        .anySatisfy(call -> assertThat(SoapMember.text(call)).contains(offer.jws())));
        assertThat(REFUSING.get()).isNotPositive();

        CALLS.clear();
        String correlation = parma.ask(
                        "<s:X-ReplyTo>" + address() + "</s:X-ReplyTo>",
                        "<s:submit><s:message><s:staffetta>1.0</s:staffetta><s:id>"
                                + MessageIds.next(Clock.systemUTC()) + "</s:id><s:from>c_g337</s:from><s:ticket>"
                                + ticket
                                + "</s:ticket><s:epoch>1</s:epoch><s:sealedAt>" + Instant.now()
                                + "</s:sealedAt><s:handover.accept><s:offer>" + offer.id()
                                + "</s:offer></s:handover.accept></s:message></s:submit>")
                .first("X-Correlation-ID");
        Document told = outcome(correlation);

        assertThat(SoapMember.elements(told, "leaf").getFirst().getTextContent())
                .contains("\"owner\":\"c_g337\"");
        assertThat(SoapMember.elements(told, "To").getFirst().getTextContent()).isEqualTo(address());
        assertThat(SoapMember.elements(told, "Signature")).hasSize(1);
        assertThat(SoapMember.elements(told, "Reference").size()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void nobodyHasTheHubCallSomebodyElse() throws Exception {
        assertThat(parma.ask(
                                "<s:X-ReplyTo>https://elsewhere.example/</s:X-ReplyTo>",
                                "<s:submit><s:sealed>a.b.c</s:sealed></s:submit>")
                        .code())
                .isEqualTo("reply_to_foreign");
    }

    private static Document outcome(String correlation) throws InterruptedException {
        Document call = CALLS.poll(60, TimeUnit.SECONDS);
        while (call != null && !SoapMember.text(call).contains(correlation)) {
            call = CALLS.poll(60, TimeUnit.SECONDS);
        }
        return java.util.Objects.requireNonNull(call, "nothing was told");
    }

    private static void submit(Pen.Written written) {
        hub.bean(Exchange.class)
                .submit(new Incoming(written.jws(), VENEZIA, "test"))
                .join();
    }

    private static String address() {
        return "https://localhost:" + endpoint.getAddress().getPort() + "/staffetta";
    }

    private static void take(HttpExchange exchange) throws IOException {
        Document call = SoapMember.parsed(exchange.getRequestBody().readAllBytes());
        boolean had = REFUSING.getAndDecrement() <= 0;
        String operation =
                SoapMember.elements(call, "Body").getFirst().getFirstChild().getLocalName();
        byte[] answer = SoapMember.envelope(
                        "http://www.w3.org/2005/08/addressing/anonymous",
                        "urn:uuid:1",
                        "<s:X-Correlation-ID>"
                                + SoapMember.elements(call, "X-Correlation-ID")
                                        .getFirst()
                                        .getTextContent()
                                + "</s:X-Correlation-ID>",
                        "<s:" + operation + "Response/>")
                .getBytes(StandardCharsets.UTF_8);
        if (had) {
            CALLS.add(call);
        }
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(had ? 200 : 503, answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
        }
    }
}
