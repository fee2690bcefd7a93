package io.snodo.ops.attack.ground;

import io.snodo.conformance.wire.Credentials;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.visitors.Broken;
import io.snodo.ops.attack.visitors.HttpHand;
import io.snodo.ops.attack.visitors.Passes;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The running network that is attacked, and who is who in it: two members have a matter between them, two others have
 * nothing to do with it.
 *
 * @param specification the folder with the published descriptions
 * @param desks whether spokes are running too, and not the hub alone
 */
public record Terrain(DemoFolder folder, Ports ports, Path specification, boolean desks, Clock clock) {
    public static final DemoMember ONE = DemoMember.VENEZIA;
    public static final DemoMember OTHER = DemoMember.PARMA;
    /** Its spoke never runs: whoever has its keys speaks for it. */
    public static final DemoMember STRANGER = DemoMember.BRESCIA;
    /** Has a desk, with an operator at it. */
    public static final DemoMember OFFICE = DemoMember.REGGIO_CALABRIA;

    private static final Map<DemoMember, String> PREFIXES =
            Map.of(ONE, "L736", OTHER, "G337", STRANGER, "B157", OFFICE, "H224");

    public URI hub() {
        return URI.create("http://127.0.0.1:" + ports.hub());
    }

    /** As the hub calls itself. */
    public URI bindings() {
        return URI.create("https://localhost:" + ports.bindings());
    }

    public URI broker() {
        return URI.create("amqps://127.0.0.1:" + ports.broker());
    }

    public URI desk(DemoMember member) {
        return URI.create("http://127.0.0.1:" + ports.of(member));
    }

    public Party party(DemoMember member) {
        SealKey key = sealKey(member);
        HttpHand api = new HttpHand(Role.FOREIGN_MEMBER, hub(), client(null), Passes.bearer(member.code(), key));
        return new Party(member, PREFIXES.getOrDefault(member, "X000"), key, api, clock);
    }

    public SealKey sealKey(DemoMember member) {
        Path keys = folder.keys(member);
        try {
            return SealKey.read(keys.resolve("seal.key"), VerifyKey.read(keys.resolve("seal.pem")));
        } catch (IOException e) {
            throw new Broken("a member's keys are not there: " + e.getMessage(), e);
        }
    }

    public Credentials credentials(DemoMember member) {
        try {
            return Credentials.of(folder.keys(), member.code());
        } catch (IOException | GeneralSecurityException e) {
            throw new Broken("a member's credentials are not there: " + e.getMessage(), e);
        }
    }

    /** TLS that trusts the network, and shows nothing. */
    public SSLContext nobody() {
        try {
            return Credentials.context(Credentials.certificate(folder.keys().resolve("authority.pem")), null, null);
        } catch (IOException | GeneralSecurityException e) {
            throw new Broken("the network's authority is not there: " + e.getMessage(), e);
        }
    }

    public static HttpClient client(@Nullable SSLContext tls) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER);
        return tls == null ? builder.build() : builder.sslContext(tls).build();
    }
}
