package io.snodo.ops.conformance;

import io.snodo.ops.authority.DemoAuthority;
import io.snodo.ops.authority.Signatures;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fifth member that the demo does not have: it comes by SOAP and has no seal key of its own. */
final class HeldMember {
    static final String CODE = "c_a944";

    private HeldMember() {}

    /** Everybody takes tickets from it, and it from everybody; {@code endpoint} is where it is called, if it is. */
    static void furnish(DemoFolder folder, String binding, @Nullable URI endpoint)
            throws IOException, GeneralSecurityException {
        Path own = Files.createDirectories(folder.tenants().resolve("bologna/certificates"));
        Path keys = DemoAuthority.in(folder.keys(), Clock.systemUTC()).issue(CODE, Signatures.RSA);
        Files.copy(keys.resolve("link.pem"), own.resolve("link.pem"));
        for (String file : List.of("tenant.yaml", "vocabulary.yaml")) {
            String like = Files.readString(folder.tenant(DemoMember.VENEZIA).resolve(file));
            Files.writeString(folder.tenants().resolve("bologna").resolve(file), renamed(like));
        }
        Files.writeString(
                folder.tenants().resolve("bologna/tenant.yaml"),
                "binding: {kind: " + binding + (endpoint == null ? "" : ", endpoint: '" + endpoint + "'") + "}\n",
                java.nio.file.StandardOpenOption.APPEND);
        for (DemoMember member : DemoMember.values()) {
            Path tenant = folder.tenant(member).resolve("tenant.yaml");
            Files.writeString(
                    tenant,
                    Files.readString(tenant)
                            .replace("kind: handover, grantsTo: [", "kind: handover, grantsTo: [" + CODE + ", "));
        }
    }

    private static String renamed(String venezia) {
        return venezia.replace("grantsTo: [", "grantsTo: [" + DemoMember.VENEZIA.code() + ", ")
                .replace("member: " + DemoMember.VENEZIA.code(), "member: " + CODE)
                .replace("Venezia", "Bologna")
                .replace("L736", "A944")
                .replace("\"027042\"", "\"037006\"");
    }
}
