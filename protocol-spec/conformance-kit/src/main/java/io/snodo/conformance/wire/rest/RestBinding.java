package io.snodo.conformance.wire.rest;

import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Credentials;
import io.snodo.conformance.wire.Credentials.Signature;
import io.snodo.conformance.wire.Stranger;
import io.snodo.conformance.wire.Wire;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** REST over mutual TLS; members ask, or are called where {@code firstEndpoint} is a port. */
public final class RestBinding implements Binding {
    private static final String LETTERS = "ABCD";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final URI base;
    private final String audience;
    private final Path keys;
    private final List<MemberCode> members;
    private final int firstEndpoint;
    private final Clock clock;

    private RestBinding(
            String name,
            URI hub,
            String audience,
            Path keys,
            List<MemberCode> members,
            int firstEndpoint,
            Clock clock) {
        this.name = name;
        this.base = hub.resolve("/rest/staffetta/v1/");
        this.audience = audience;
        this.keys = keys;
        this.members = members;
        this.firstEndpoint = firstEndpoint;
        this.clock = clock;
    }

    /** Members that ask; {@code audience} is the hub's name in tokens. */
    public static RestBinding pull(URI hub, String audience, Path keys, List<MemberCode> members, Clock clock) {
        return new RestBinding("rest-pull", hub, audience, keys, members, 0, clock);
    }

    /** Members that are called, the first at that port and the others at those that follow. */
    public static RestBinding push(
            URI hub, String audience, Path keys, List<MemberCode> members, int firstEndpoint, Clock clock) {
        return new RestBinding("rest-push", hub, audience, keys, members, firstEndpoint, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Wire open(Credentials credentials, Wire.Inbox inbox) {
        Door door = new Door(base, audience, credentials, this::signature, inbox, clock);
        return new RestWire(
                door,
                inbox,
                firstEndpoint == 0 ? new Asking(door, inbox) : new Called(endpoint(credentials), credentials, inbox));
    }

    private URI endpoint(Credentials credentials) {
        int port = firstEndpoint + members.indexOf(credentials.member());
        return URI.create("https://127.0.0.1:" + port + "/staffetta");
    }

    /** Another member's, by its letter, or that of somebody who vouches for himself. */
    private Signature signature(String who) {
        try {
            if (who.equals("nobody")) {
                Stranger stranger = Stranger.named(members.getFirst());
                return new Signature(stranger.key(), stranger.certificate());
            }
            return Credentials.of(keys, members.get(LETTERS.indexOf(who))).requiredSignature();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no signature of " + who, e);
        }
    }

    @Override
    public boolean isUnconnectable(String manner, Credentials credentials) {
        try {
            X509Certificate authority = Credentials.certificate(keys.resolve("authority.pem"));
            return switch (manner) {
                case "without-certificate" -> isRefused(base, Credentials.context(authority, null, null));
                case "with-a-foreign-certificate" -> {
                    Stranger stranger = Stranger.named(credentials.member());
                    yield isRefused(base, Credentials.context(authority, stranger.key(), stranger.certificate()));
                }
                case "without-tls" ->
                    isRefused(
                            URI.create("http://" + base.getHost() + ":" + base.getPort() + base.getPath()),
                            credentials.link());
                default -> throw new IllegalArgumentException("there is no manner to connect " + manner);
            };
        } catch (IOException | GeneralSecurityException e) {
            throw new Unreachable("cannot try to connect " + manner, e);
        }
    }

    /** By the handshake, or by an answer that says so. */
    private static boolean isRefused(URI base, SSLContext tls) {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpRequest asks = HttpRequest.newBuilder(base.resolve("status"))
                    .timeout(PATIENCE)
                    .build();
            return client.send(asks, HttpResponse.BodyHandlers.discarding()).statusCode() >= 400;
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
