package io.snodo.ops.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** {@code ops/demo}: the network, until Ctrl-C. */
public final class Demo {
    private static final Duration READY = Duration.ofMinutes(4);

    private Demo() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        Progress progress = new Progress(new PrintStream(System.out, true, StandardCharsets.UTF_8), true);
        try {
            run(Options.of(args), progress);
        } catch (CannotStart e) {
            progress.line("ops/demo: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options, Progress progress) throws InterruptedException, IOException {
        Path tenants = options.home().resolve("tenants");
        DemoFolder folder = new DemoFolder(options.home().resolve(".demo"));
        Files.createDirectories(folder.root());
        try (FileChannel lock = lock(folder)) {
            new Leftovers(folder).end();
            if (options.fresh()) {
                folder.empty();
            }
            Parts parts = new Parts(options.home());
            parts.prepare(tenants, progress);
            Premises.furnish(folder, tenants, Clock.systemUTC());
            Ports ports = Objects.requireNonNullElse(options.ports(), Ports.USUAL);
            Premises.bind(folder, ports);
            Network network = new Network(folder, ports, parts, progress);
            try (network) {
                Instant began = Instant.now();
                progress.line("Starting the hub and four spokes; their logs are in "
                        + folder.root().resolve("logs"));
                network.start(List.of(DemoMember.values()), READY);
                progress.line("All ready in " + Progress.seconds(Duration.between(began, Instant.now())) + ".");
                progress.line("");
                progress.line(Welcome.table(network.ports()).toString());
                progress.line(
                        "Ctrl-C ends it; the data stays in " + folder.root() + " (ops/demo --fresh begins anew).");
                network.onCrash(node ->
                        progress.line(node.name() + " has ended by itself. The end of its log:\n" + node.logTail()));
                new CountDownLatch(1).await();
            }
        }
    }

    private static FileChannel lock(DemoFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new CannotStart("another ops/demo is running on " + folder.root() + "; end that one first");
        }
        return channel;
    }
}
