package io.snodo.ops.attack;

import io.snodo.ops.attack.ground.Terrain;
import io.snodo.ops.attack.visitors.Broken;
import io.snodo.ops.demo.CannotStart;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Network;
import io.snodo.ops.demo.Parts;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Premises;
import io.snodo.ops.demo.Progress;
import io.snodo.ops.demo.Settings;
import io.snodo.ops.story.surfaces.NotObserved;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** {@code ops/attack}: every published interface of a running network, tried by everybody who has no right to it. */
public final class Attack {
    private static final Duration READY = Duration.ofMinutes(4);

    private Attack() {}

    public static void main(String[] args) throws IOException, SQLException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            System.exit(run(AttackOptions.of(args), out));
        } catch (CannotStart | Broken | NotObserved e) {
            out.println("ops/attack: " + e.getMessage());
            System.exit(2);
        }
    }

    private static int run(AttackOptions options, PrintStream out) throws IOException, SQLException {
        Parts parts = new Parts(options.home());
        parts.unpack();
        DemoFolder folder = new DemoFolder(Files.createTempDirectory("snodo-attack"));
        Ports ports = Ports.free(options.portBase());
        try {
            furnish(folder, options.home().resolve("tenants"), ports);
            try (Network network = new Network(folder, ports, parts, new Progress(out, true), Attack::binding)) {
                network.start(options.hubOnly() ? List.of() : spokes(), READY);
                Terrain terrain = new Terrain(
                        folder,
                        ports,
                        options.home().resolve("protocol-spec/specification"),
                        !options.hubOnly(),
                        Clock.systemUTC());
                Campaign campaign = new Campaign(terrain, options.extent(), out::println);
                Report report = new Report(campaign.run(), campaign.published(), campaign.untried());
                Path written = options.home().resolve("ops/target/attack");
                report.write(written);
                out.println();
                out.println("Written to " + written + ".");
                out.println();
                out.print(report.text());
                return report.status();
            }
        } finally {
            folder.delete();
        }
    }

    static void furnish(DemoFolder folder, Path tenants, Ports ports) {
        Premises.furnish(folder, tenants, Clock.systemUTC());
        for (DemoMember member : DemoMember.values()) {
            Premises.bind(folder, member, binding(member), Settings.endpoint(ports));
        }
    }

    /** One is called, so that its own door is there to be tried; the others stay connected. */
    private static String binding(DemoMember member) {
        return member == Terrain.OTHER ? "rest-push" : "amqp";
    }

    private static List<DemoMember> spokes() {
        return List.of(Terrain.ONE, Terrain.OTHER, Terrain.OFFICE);
    }
}
