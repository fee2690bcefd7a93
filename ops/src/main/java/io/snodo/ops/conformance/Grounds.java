package io.snodo.ops.conformance;

import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Premises;
import io.snodo.ops.demo.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The demo's network as the kit wants it: everybody takes tickets from everybody, but Brescia (C) none from Reggio (D). */
final class Grounds {
    /** The kit's members A to D. */
    static final String MEMBERS = "c_l736,c_g337,c_b157,c_h224";

    private Grounds() {}

    /** Everybody receives over {@code binding}; who is called is called where the spokes' pages would be. */
    static void furnish(DemoFolder folder, Path tenants, String binding, Ports ports) throws IOException {
        Premises.furnish(folder, tenants, Clock.systemUTC());
        Path brescia = folder.tenant(DemoMember.BRESCIA).resolve("tenant.yaml");
        String before = Files.readString(brescia);
        String after = before.replace("grantsTo: [c_l736, c_g337, c_h224]", "grantsTo: [c_l736, c_g337]");
        if (after.equals(before)) {
            throw new IOException("Brescia's agreements are not those that conformance wants to change: " + brescia);
        }
        Files.writeString(brescia, after);
        for (DemoMember member : DemoMember.values()) {
            String to = binding.endsWith("-push") ? ", endpoint: '" + endpoint(ports, member) + "'" : "";
            Files.writeString(
                    folder.tenant(member).resolve("tenant.yaml"),
                    "binding: {kind: " + binding + to + "}\n",
                    StandardOpenOption.APPEND);
        }
        if (binding.startsWith("soap-")) {
            held(folder, binding, binding.endsWith("-push") ? Settings.endpoint(ports) : null);
        }
    }

    private static void held(DemoFolder folder, String binding, @Nullable URI endpoint) throws IOException {
        try {
            HeldMember.furnish(folder, binding, endpoint);
        } catch (GeneralSecurityException e) {
            throw new IOException("the member without a seal cannot be furnished: " + e.getMessage(), e);
        }
    }

    private static URI endpoint(Ports ports, DemoMember member) {
        return URI.create("https://127.0.0.1:" + ports.of(member) + "/staffetta");
    }
}
