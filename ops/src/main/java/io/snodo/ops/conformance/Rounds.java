package io.snodo.ops.conformance;

import io.snodo.conformance.Kit;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Network;
import io.snodo.ops.demo.Parts;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Progress;
import io.snodo.ops.demo.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The kit once against our hub, or once against our spoke, over one binding. */
final class Rounds {
    private static final Duration READY = Duration.ofMinutes(4);
    /** Which of the spokes is tested; it receives as the round wants it. */
    private static final DemoMember SPOKE = DemoMember.VENEZIA;

    private final ConformanceOptions options;
    private final PrintStream out;

    Rounds(ConformanceOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Where and over what it is played. */
    record Round(String binding, DemoFolder ground, Ports ports, Parts parts, Progress progress, Path report) {
        Network network() {
            return new Network(ground, ports, parts, progress, _ -> binding);
        }
    }

    Kit.Played hub(Round round) {
        Ports ports = round.ports();
        try (Network network = round.network()) {
            network.start(List.of(), READY);
            return kit(
                    round,
                    "--role",
                    "hub",
                    "--hub",
                    "amqps://127.0.0.1:" + ports.broker(),
                    "--bindings-url",
                    // as the hub calls itself
                    "https://localhost:" + ports.bindings() + "/",
                    "--endpoint-port",
                    Integer.toString(ports.of(DemoMember.VENEZIA)),
                    "--api",
                    "http://127.0.0.1:" + ports.hub() + "/",
                    "--silence",
                    options.silence().toSeconds() + "S",
                    "--members",
                    Grounds.MEMBERS);
        }
    }

    /** The kit is the hub, on the port where the spoke looks for one. */
    Kit.Played spoke(Round round) {
        Ports ports = round.ports();
        int port = round.binding().equals("amqp") ? ports.broker() : ports.bindings();
        try (Network network = round.network();
                DeskDriver driver = DeskDriver.of(SPOKE, network.spoke(SPOKE))) {
            network.spoke(SPOKE).start();
            round.progress().line("  " + SPOKE.slug() + "  starting…");
            return kit(
                    round,
                    "--role",
                    "spoke",
                    "--port",
                    Integer.toString(port),
                    "--endpoint",
                    Settings.endpoint(ports).toString(),
                    "--members",
                    SPOKE.code().value(),
                    "--prefix",
                    "L736",
                    "--driver",
                    driver.url().toString());
        }
    }

    private Kit.Played kit(Round round, String... own) {
        List<String> all = new ArrayList<>(List.of(own));
        all.addAll(List.of("--binding", round.binding()));
        if (round.binding().startsWith("soap-")) {
            all.addAll(List.of("--held", HeldMember.CODE));
        }
        all.addAll(List.of("--keys", round.ground().keys().toString()));
        all.addAll(List.of("--report", round.report().toString()));
        all.addAll(options.passedOn());
        return Kit.play(out, all.toArray(String[]::new));
    }
}
