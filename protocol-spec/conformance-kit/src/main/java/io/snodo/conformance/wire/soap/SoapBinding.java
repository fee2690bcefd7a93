package io.snodo.conformance.wire.soap;

import io.snodo.conformance.soap.Composing;
import io.snodo.conformance.soap.Pen;
import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Credentials;
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
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** SOAP 1.1 over mutual TLS: members ask (pull), or are called (push) at endpoints with ports one after the other. */
public final class SoapBinding implements Binding {
    private static final String PATH = "soap/staffetta/v1";

    private final String name;
    private final URI address;
    private final Path keys;
    private final List<MemberCode> members;
    private final @Nullable MemberCode held;
    private final int firstEndpoint;
    private final Clock clock;

    /**
     * @param hub where its bindings are, {@code https://HOST:PORT/}
     * @param members by the order of their letters
     * @param held the one of them whose seal key the hub holds, if one is
     */
    public SoapBinding(
            String name,
            URI hub,
            Path keys,
            List<MemberCode> members,
            @Nullable MemberCode held,
            int firstEndpoint,
            Clock clock) {
        this.name = name;
        this.address = hub.resolve(PATH);
        this.keys = keys;
        this.members = List.copyOf(members);
        this.held = held;
        this.firstEndpoint = firstEndpoint;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Wire open(Credentials credentials, Wire.Inbox inbox) {
        MemberCode member = credentials.member();
        Composing composing = new Composing(pen(credentials), other -> other(other, member), clock);
        Caller caller = new Caller(address, credentials.link(), composing);
        return new SoapWire(
                caller,
                address.toString(),
                member.equals(held),
                inbox,
                wire -> name.equals("soap-push")
                        ? new Called(wire, endpoint(member), credentials.link(), composing)
                        : new Asking(wire, clock));
    }

    private URI endpoint(MemberCode member) {
        return URI.create("https://127.0.0.1:" + (firstEndpoint + members.indexOf(member)) + "/staffetta");
    }

    private static Pen pen(Credentials credentials) {
        Credentials.Signature signature = credentials.requiredSignature();
        return new Pen(signature.certificate(), signature.key());
    }

    /** Of another member, by its letter; or of {@code nobody}, who gives himself the member's name. */
    private Pen other(String who, MemberCode member) {
        try {
            if (who.equals("nobody")) {
                Stranger stranger = Stranger.named(member);
                return new Pen(stranger.certificate(), stranger.key());
            }
            Path own = keys.resolve(members.get(who.charAt(0) - 'A').value());
            X509Certificate certificate = Credentials.certificate(own.resolve("signature.pem"));
            return new Pen(
                    certificate,
                    Credentials.key(
                            own.resolve("signature.key"),
                            certificate.getPublicKey().getAlgorithm()));
        } catch (IOException | GeneralSecurityException e) {
            throw new Unreachable("nobody can sign as " + who, e);
        }
    }

    @Override
    public boolean isUnconnectable(String manner, Credentials credentials) {
        try {
            X509Certificate trusted = Credentials.certificate(keys.resolve("authority.pem"));
            return switch (manner) {
                case "without-certificate" -> isRefused(address, Credentials.context(trusted, null, null));
                case "with-a-foreign-certificate" -> {
                    Stranger stranger = Stranger.named(credentials.member());
                    yield isRefused(address, Credentials.context(trusted, stranger.key(), stranger.certificate()));
                }
                case "without-tls" ->
                    isRefused(URI.create(address.toString().replace("https:", "http:")), credentials.link());
                default -> throw new IllegalArgumentException("there is no manner to connect " + manner);
            };
        } catch (IOException | GeneralSecurityException e) {
            throw new Unreachable("cannot try to connect " + manner, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Not even the description is given. */
    private static boolean isRefused(URI to, SSLContext context) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(Objects.requireNonNull(context))
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            return client.send(
                                            HttpRequest.newBuilder(URI.create(to + "?wsdl"))
                                                    .timeout(Duration.ofSeconds(10))
                                                    .build(),
                                            HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            / 100
                    != 2;
        } catch (IOException e) {
            return true;
        }
    }
}
