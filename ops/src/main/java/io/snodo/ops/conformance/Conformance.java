package io.snodo.ops.conformance;

import io.snodo.conformance.Kit;
import io.snodo.ops.demo.CannotStart;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Network;
import io.snodo.ops.demo.Parts;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code ops/conformance}: the kit in both roles against what the build has made. */
public final class Conformance {
    private static final Duration READY = Duration.ofMinutes(4);
    /** One that stays connected: the kit speaks AMQP. */
    private static final DemoMember SPOKE = DemoMember.VENEZIA;

    private Conformance() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            System.exit(run(ConformanceOptions.of(args), out));
        } catch (CannotStart e) {
            out.println("ops/conformance: " + e.getMessage());
            System.exit(2);
        }
    }

    private static int run(ConformanceOptions options, PrintStream out) throws IOException {
        Progress progress = new Progress(out, true);
        Parts parts = new Parts(options.home());
        parts.unpack();
        int worst = 0;
        for (String role : options.roles()) {
            Path folder = Files.createTempDirectory("snodo-conformance");
            DemoFolder ground = new DemoFolder(folder);
            try {
                Grounds.furnish(ground, options.home().resolve("tenants"));
                worst = Math.max(worst, run(role, options, ground, parts, progress, out));
            } finally {
                ground.delete();
            }
        }
        return worst;
    }

    private static int run(
            String role,
            ConformanceOptions options,
            DemoFolder ground,
            Parts parts,
            Progress progress,
            PrintStream out) {
        Ports ports = Ports.free(48_080);
        Path report = options.home().resolve("ops/target/conformance").resolve(role);
        if (role.equals("spoke")) {
            return spoke(options, ground, ports, parts, progress, out, report);
        }
        try (Network network = new Network(ground, ports, parts, progress)) {
            network.start(List.of(), READY);
            return Kit.run(
                    out,
                    arguments(
                            options,
                            report,
                            "--role",
                            "hub",
                            "--hub",
                            "amqps://127.0.0.1:" + ports.broker(),
                            "--api",
                            "http://127.0.0.1:" + ports.hub() + "/",
                            "--silence",
                            options.silence().toSeconds() + "S",
                            "--keys",
                            ground.keys().toString(),
                            "--members",
                            Grounds.MEMBERS));
        }
    }

    /** The kit is the hub, on the port where the spoke looks for one. */
    private static int spoke(
            ConformanceOptions options,
            DemoFolder ground,
            Ports ports,
            Parts parts,
            Progress progress,
            PrintStream out,
            Path report) {
        try (Network network = new Network(ground, ports, parts, progress);
                DeskDriver driver = DeskDriver.of(SPOKE, network.spoke(SPOKE))) {
            network.spoke(SPOKE).start();
            progress.line("  " + SPOKE.slug() + "  starting…");
            return Kit.run(
                    out,
                    arguments(
                            options,
                            report,
                            "--role",
                            "spoke",
                            "--port",
                            Integer.toString(ports.broker()),
                            "--keys",
                            ground.keys().toString(),
                            "--members",
                            SPOKE.code().value(),
                            "--prefix",
                            "L736",
                            "--driver",
                            driver.url().toString()));
        }
    }

    private static String[] arguments(ConformanceOptions options, Path report, String... own) {
        List<String> all = new ArrayList<>(List.of(own));
        all.addAll(List.of("--report", report.toString()));
        all.addAll(options.passedOn());
        return all.toArray(String[]::new);
    }
}
