package io.snodo.ops.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the build made of hub and spoke, ready to be run: unpacked, and with start caches where they could be made. */
public final class Parts {
    private static final List<String> BOTH = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError");
    private static final Duration FIRST_START = Duration.ofMinutes(4);

    private final Deployable hub;
    private final Deployable spoke;

    /** {@code home} is the project's folder, built. */
    public Parts(Path home) {
        Path built = home.resolve("ops/target/run");
        hub = new Deployable("hub", home.resolve("hub"), built, with("-Xmx512m"));
        spoke = new Deployable("spoke", home.resolve("spoke-adapter"), built, with("-Xmx128m"));
    }

    Deployable hub() {
        return hub;
    }

    Deployable spoke() {
        return spoke;
    }

    /** Unpacks both; enough for who starts them once, for whom making start caches would not pay. */
    public void unpack() {
        hub.unpack();
        spoke.unpack();
    }

    /** Unpacks both, and makes the start caches that are missing by starting a small network once, for practice. */
    public void prepare(Path tenants, Progress progress) {
        hub.unpack();
        spoke.unpack();
        if (!Files.exists(hub.startCache()) || !Files.exists(spoke.startCache())) {
            Instant began = Instant.now();
            progress.line("Making start caches (once for each build)…");
            try {
                practise(tenants);
                progress.line("  done in " + Progress.seconds(Duration.between(began, Instant.now())));
            } catch (CannotStart | IOException e) {
                progress.line("  not made, so starting will take longer: " + e.getMessage());
            }
        }
    }

    /** Both write their cache as they end, so they must end in peace. */
    private void practise(Path tenants) throws IOException {
        DemoFolder folder = new DemoFolder(Files.createTempDirectory("snodo-practice"));
        Path hubCache = hub.startCache().resolveSibling("start.part");
        Path spokeCache = spoke.startCache().resolveSibling("start.part");
        Network network = new Network(
                folder,
                Ports.free(28_080),
                new Progress(System.err, false),
                Duration.ofMinutes(2),
                hub.command(List.of("-XX:AOTCacheOutput=" + hubCache)),
                spoke.command(List.of("-XX:AOTCacheOutput=" + spokeCache)),
                DemoMember::binding);
        try {
            try (network) {
                Premises.furnish(folder, tenants, Clock.systemUTC());
                network.start(List.of(DemoMember.VENEZIA), FIRST_START);
            }
            Files.move(hubCache, hub.startCache(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(spokeCache, spoke.startCache(), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            folder.delete();
        }
    }

    /** The command that starts the hub, with its cache if there is one. */
    List<String> hubCommand() {
        return hub.command(cached(hub));
    }

    List<String> spokeCommand() {
        return spoke.command(cached(spoke));
    }

    private static List<String> cached(Deployable deployable) {
        return Files.exists(deployable.startCache())
                ? List.of("-XX:AOTCache=" + deployable.startCache(), "-Xlog:aot*=off", "-Xlog:cds=off")
                : List.of();
    }

    private static List<String> with(String heap) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(heap), BOTH.stream())
                .toList();
    }
}
