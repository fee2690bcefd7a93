package io.snodo.spoke.link.rest;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Frame;
import io.snodo.spoke.link.Notary;
import io.snodo.spoke.link.PemKeys;
import io.snodo.spoke.link.amqp.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Plays the hub's REST binding: stamps what is left with it, keeps a mailbox, calls the spoke back. */
final class FakeRestHub implements AutoCloseable {
    final List<Message> heard = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    /** Tokens that came with these calls, each a signature. */
    final Map<String, Integer> tokens = new ConcurrentHashMap<>();
    /** How many times an outcome is asked for in vain. */
    volatile int undecided;

    volatile int refusing;
    volatile boolean unsigned;

    private final Notary notary;
    private final X509Certificate certificate;
    private final PrivateKey key;
    private final SSLContext tls;
    private final HttpsServer server;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Frame.Delivery> mailbox = new ConcurrentSkipListMap<>();
    private final Map<String, Map<String, Object>> outcomes = new ConcurrentHashMap<>();

    FakeRestHub(Notary notary, TestAuthority authority) throws IOException, GeneralSecurityException {
        this.notary = notary;
        authority.link("hub");
        authority.signature("hub");
        certificate = PemKeys.chain(authority.file("hub.signature.pem")).getFirst();
        key = PemKeys.key(authority.file("hub.signature.key"), certificate);
        tls = PemKeys.client(
                authority.file("hub.link.pem"), authority.file("hub.link.key"), authority.file("authority.pem"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/v1/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    void put(Frame.Delivery delivery) {
        mailbox.put(ids.incrementAndGet(), delivery);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().toString().replaceFirst("^/v1/", "");
            byte[] body = call.getRequestBody().readAllBytes();
            calls.add(call.getRequestMethod() + " " + path);
            tokens.put(path, (int) Stream.of("Authorization", "Agid-JWT-Signature", "Agid-JWT-TrackingEvidence")
                    .filter(call.getRequestHeaders()::containsKey)
                    .count());
            if (refusing != 0 && !path.equals("status")) {
                send(call, refusing, Map.of("code", "hub_busy"));
            } else if (path.equals("status")) {
                send(call, 200, Map.of("status", "up"));
            } else if (path.equals("messages")) {
                String id = UUID.randomUUID().toString();
                outcomes.put(id, hear(new String(body, StandardCharsets.US_ASCII)));
                send(call, 202, Map.of("correlation", id, "status", "accepted"));
            } else if (path.endsWith("/outcome") && undecided > 0) {
                undecided--;
                send(call, 404, Map.of("code", "not_found"));
            } else if (path.endsWith("/outcome")) {
                send(call, 200, outcomes.get(path.split("/")[1]));
            } else if (path.startsWith("submissions/")) {
                send(call, undecided > 0 ? 200 : 303, undecided > 0 ? Map.of("status", "processing") : null);
            } else if (path.startsWith("deliveries")) {
                long after = Long.parseLong(path.replaceAll(".*cursor=([0-9]+).*", "$1"));
                Map<Long, Frame.Delivery> waiting = new LinkedHashMap<>(mailbox);
                waiting.keySet().removeIf(id -> id <= after);
                long last = waiting.keySet().stream().reduce(after, Math::max);
                send(call, 200, Map.of("items", frames(waiting.values()), "cursor", Long.toString(last)));
            } else {
                send(call, 200, Map.of("items", List.of()));
            }
        }
    }

    private static List<Object> frames(Iterable<Frame.Delivery> deliveries) {
        List<Object> frames = new CopyOnWriteArrayList<>();
        deliveries.forEach(each -> frames.add(Json.MAPPER.readTree(Notary.bytes(each))));
        return frames;
    }

    private Map<String, Object> hear(String jws) {
        Message message = notary.open(jws).orElseThrow();
        if (message.content() instanceof Receipt receipt) {
            receipt.entries()
                    .forEach(entry -> mailbox.values()
                            .removeIf(delivery -> delivery.stamp()
                                    .leaf()
                                    .contains(entry.message().toString())));
            return Map.of("message", message.id());
        }
        if (message.content() instanceof NoteAdd && !notary.knows(jws)) {
            heard.add(message);
        }
        return Map.of("message", message.id(), "receipt", notary.stamp(jws));
    }

    private void send(HttpExchange call, int status, @Nullable Object answer) throws IOException {
        byte[] body = answer == null ? new byte[0] : Json.MAPPER.writeValueAsBytes(answer);
        call.getResponseHeaders().set("Content-Type", "application/json");
        if (!unsigned) {
            call.getResponseHeaders().set("Agid-JWT-Signature", token(Digest.of(body)));
        }
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            call.getResponseBody().write(body);
        }
    }

    private String token(String digest) throws IOException {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(JOSEObjectType.JWT)
                            .x509CertChain(List.of(Base64.encode(certificate.getEncoded())))
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer("hub")
                            .audience(Notary.PARMA.value())
                            .issueTime(Date.from(Instant.now()))
                            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                            .jwtID(UUID.randomUUID().toString())
                            .claim(
                                    "signed_headers",
                                    List.of(Map.of("digest", digest), Map.of("content-type", "application/json")))
                            .build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (Exception e) { // of a test's own making
            throw new IOException(e);
        }
    }

    /** Calls the spoke's endpoint; {@code signedOver} is what the token covers, the body itself where it is honest. */
    HttpResponse<String> call(URI endpoint, Object body, @Nullable Object signedOver) throws Exception {
        byte[] sent = Json.MAPPER.writeValueAsBytes(body);
        String digest = Digest.of(sent);
        String token = token(signedOver == null ? digest : Digest.of(Json.MAPPER.writeValueAsBytes(signedOver)));
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            return client.send(
                    HttpRequest.newBuilder(endpoint)
                            .timeout(Duration.ofSeconds(20))
                            .header("Authorization", "Bearer " + token)
                            .header("Agid-JWT-Signature", token)
                            .header("Digest", digest)
                            .header("Content-Type", "application/json")
                            .header("X-Correlation-ID", "of-this-test")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(sent))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    static Map<String, Object> items(Frame.Delivery... deliveries) {
        return Map.of("items", frames(List.of(deliveries)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
