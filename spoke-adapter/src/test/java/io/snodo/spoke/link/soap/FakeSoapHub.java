package io.snodo.spoke.link.soap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.snodo.envelopes.Addressing;
import io.snodo.envelopes.Envelope;
import io.snodo.envelopes.Ns;
import io.snodo.envelopes.Signed;
import io.snodo.envelopes.Signer;
import io.snodo.envelopes.Verifier;
import io.snodo.envelopes.Written;
import io.snodo.messages.Message;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.Told;
import io.snodo.spoke.link.Notary;
import io.snodo.spoke.link.PemKeys;
import io.snodo.spoke.link.amqp.TestAuthority;
import io.snodo.spoke.link.http.Signature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Plays the hub's SOAP binding: stamps what is left with it, keeps a mailbox, calls the spoke back. */
final class FakeSoapHub implements AutoCloseable {
    final List<Message> heard = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> replyTos = new CopyOnWriteArrayList<>();
    volatile @Nullable RefusalCode refusing;
    volatile @Nullable RefusalCode deciding;
    /** Done to every answer before it is signed, or instead of it. */
    volatile boolean unsigned;

    volatile boolean toSomethingElse;

    private final Notary notary;
    private final Signer signer;
    private final Verifier members;
    private final SSLContext tls;
    private final HttpsServer server;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Frame.Delivery> mailbox = new ConcurrentSkipListMap<>();
    private final Map<String, Consumer<Element>> outcomes = new ConcurrentHashMap<>();
    private final List<Frame.Step> steps = new CopyOnWriteArrayList<>();

    /** @param authority has issued what {@code hub} and {@code c_g337} need */
    FakeSoapHub(Notary notary, TestAuthority authority) throws IOException {
        this.notary = notary;
        this.signer = signer(authority, "hub");
        // the test's authority trusts whom it has issued to: here it is the envelope that is looked at
        this.members = new Verifier(_ -> Optional.of(Notary.PARMA), Clock.systemUTC());
        tls = PemKeys.client(
                authority.file("hub.link.pem"), authority.file("hub.link.key"), authority.file("authority.pem"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/v1", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static Signer signer(TestAuthority authority, String name) throws IOException {
        Signature.Read read =
                new Signature(authority.file(name + ".signature.pem"), authority.file(name + ".signature.key")).read();
        return new Signer(read.chain(), read.key(), Clock.systemUTC());
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    void put(Frame.Delivery delivery) {
        mailbox.put(ids.incrementAndGet(), delivery);
    }

    void progress(Frame.Step step) {
        steps.add(step);
    }

    long waiting() {
        return mailbox.size();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            Envelope came =
                    HubEnvelopes.read(call.getRequestBody().readAllBytes()).orElseThrow();
            calls.add(came.payload().getLocalName());
            String id = came.headerText(Ns.MESSAGE_ID).orElseThrow();
            boolean good = members.verify(came, Optional.of(url().toString()), Set.of(HubEnvelopes.CORRELATION))
                    instanceof Signed.By;
            String correlation = came.headerText(HubEnvelopes.CORRELATION)
                    .orElseGet(() -> UUID.randomUUID().toString());
            Element payload = good ? answer(came, correlation) : fault(RefusalCode.SIGNATURE_INVALID);
            Document envelope = Written.around(payload);
            Element header = Addressing.header(envelope);
            Told.add(header, "X-Correlation-ID", correlation);
            Addressing.answer(header, toSomethingElse ? "urn:uuid:" + UUID.randomUUID() : id);
            if (!unsigned) {
                signer.sign(envelope);
            }
            byte[] body = Written.octets(envelope);
            call.getResponseHeaders().set("Content-Type", "text/xml");
            call.sendResponseHeaders(payload.getLocalName().equals("Fault") ? 500 : 200, body.length);
            call.getResponseBody().write(body);
        }
    }

    private Element answer(Envelope came, String correlation) {
        String operation = came.payload().getLocalName();
        RefusalCode no = refusing;
        if (no != null && !operation.equals("status")) {
            return fault(no);
        }
        Element answer = Told.root(operation + "Response");
        switch (operation) {
            case "submit" -> {
                came.headerText(new javax.xml.namespace.QName(Names.STAFFETTA, "X-ReplyTo"))
                        .ifPresent(replyTos::add);
                outcomes.put(
                        correlation, hear(Frames.text(came.payload(), "sealed").orElseThrow()));
                Told.add(answer, "status", "accepted");
            }
            case "outcome" -> outcomes.getOrDefault(correlation, _ -> {}).accept(answer);
            case "collect" -> {
                long after = Long.parseLong(Frames.text(came.payload(), "after").orElse("0"));
                long last = after;
                for (Map.Entry<Long, Frame.Delivery> each : mailbox.entrySet()) {
                    if (each.getKey() > after) {
                        Told.delivery(answer, each.getValue());
                        last = each.getKey();
                    }
                }
                if (Frames.text(came.payload(), "since").isPresent()) {
                    steps.forEach(step -> Told.step(answer, step));
                }
                Told.add(answer, "cursor", last);
            }
            default -> {
                return fault(RefusalCode.NOT_FOUND);
            }
        }
        return answer;
    }

    private Consumer<Element> hear(String jws) {
        Message message = notary.open(jws).orElseThrow();
        if (message.content() instanceof Receipt receipt) {
            receipt.entries()
                    .forEach(entry -> mailbox.values()
                            .removeIf(delivery -> delivery.stamp()
                                    .leaf()
                                    .contains(entry.message().toString())));
            return to -> Told.result(to, message.id(), null, null);
        }
        RefusalCode no = deciding;
        if (no != null && message.content() instanceof NoteAdd) {
            return to -> Told.result(to, message.id(), null, problem(no));
        }
        if (message.content() instanceof NoteAdd && !notary.knows(jws)) {
            heard.add(message);
        }
        return to -> Told.result(to, message.id(), notary.stamp(jws), null);
    }

    static Problem problem(RefusalCode code) {
        return Refusal.of(code, "/body/note").problem("of-the-hub");
    }

    private static Element fault(RefusalCode code) {
        Element problem = Told.root("problem");
        Told.problem(problem, problem(code));
        return Written.fault(code.wire(), problem);
    }

    /** Calls the spoke's endpoint with an envelope that {@code signer} has signed; {@code id} makes a replay of it. */
    HttpResponse<byte[]> call(URI endpoint, Element payload, Signer by) throws Exception {
        return send(endpoint, envelope(endpoint, payload, by));
    }

    HttpResponse<byte[]> call(URI endpoint, Element payload) throws Exception {
        return call(endpoint, payload, signer);
    }

    byte[] envelope(URI to, Element payload) {
        return envelope(to, payload, signer);
    }

    private static byte[] envelope(URI to, Element payload, Signer by) {
        Document envelope = Written.around(payload);
        Element header = Addressing.header(envelope);
        Told.add(header, "X-Correlation-ID", "of-this-test");
        Addressing.call(header, to.toString());
        by.sign(envelope);
        return Written.octets(envelope);
    }

    HttpResponse<byte[]> send(URI endpoint, byte[] envelope) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            return client.send(
                    HttpRequest.newBuilder(endpoint)
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "text/xml; charset=UTF-8")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(envelope))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
