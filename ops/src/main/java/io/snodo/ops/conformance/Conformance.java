package io.snodo.ops.conformance;

import io.snodo.conformance.Kit;
import io.snodo.ops.demo.CannotStart;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.Parts;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ops/conformance}: the kit in both roles, over each binding, against what the build has made. */
public final class Conformance {
    private final ConformanceOptions options;
    private final PrintStream out;
    private final Rounds rounds;

    private Conformance(ConformanceOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.rounds = new Rounds(options, out);
    }

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            System.exit(new Conformance(ConformanceOptions.of(args), out).run());
        } catch (CannotStart e) {
            out.println("ops/conformance: " + e.getMessage());
            System.exit(2);
        }
    }

    /** One run after the other, each on ground of its own; then what came of them all, in one line. */
    private int run() throws IOException {
        Parts parts = new Parts(options.home());
        parts.unpack();
        List<String> said = new ArrayList<>();
        int worst = 0;
        long failed = 0;
        for (String role : options.roles()) {
            for (String binding : options.bindings()) {
                Kit.Played played = round(role, binding, parts);
                worst = Math.max(worst, played.status());
                failed += played.failed();
                said.add("%-6s over %-9s  %s"
                        .formatted(role, binding, played.line().isEmpty() ? "could not be played" : failed(played)));
            }
        }
        said.forEach(out::println);
        out.println(Kit.line(failed));
        return worst;
    }

    private static String failed(Kit.Played played) {
        return played.failed() == 0 ? "none failed" : played.failed() + " failed";
    }

    private Kit.Played round(String role, String binding, Parts parts) throws IOException {
        DemoFolder ground = new DemoFolder(Files.createTempDirectory("snodo-conformance"));
        Ports ports = Ports.free(options.portBase());
        Path report =
                options.home().resolve("ops/target/conformance").resolve(role).resolve(binding);
        try {
            Grounds.furnish(ground, options.home().resolve("tenants"), binding, ports);
            Rounds.Round round = new Rounds.Round(binding, ground, ports, parts, new Progress(out, true), report);
            return role.equals("hub") ? rounds.hub(round) : rounds.spoke(round);
        } finally {
            ground.delete();
        }
    }
}
