package io.snodo.ops.demo;

import io.snodo.ops.authority.DemoTimeStamps;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The hub and its spokes as processes of this machine; closing it ends them all, and whatever they started. */
public final class Network implements AutoCloseable {
    private final DemoFolder folder;
    private final Ports ports;
    private final Progress progress;
    private final Duration patience;
    private final DemoTimeStamps timeStamps;
    private final Node hub;
    private final Map<DemoMember, Node> spokes = new EnumMap<>(DemoMember.class);
    private final List<String> spokeCommand;
    private final List<Node> newcomers = new CopyOnWriteArrayList<>();
    private boolean closed;

    /** {@code parts} must have been prepared, {@code folder} furnished. */
    public Network(DemoFolder folder, Ports ports, Parts parts, Progress progress) {
        this(folder, ports, parts, progress, DemoMember::binding);
    }

    /** Where members receive another way than in the demonstration: {@code bindings} says which. */
    public Network(
            DemoFolder folder, Ports ports, Parts parts, Progress progress, Function<DemoMember, String> bindings) {
        this(folder, ports, progress, Duration.ofSeconds(20), parts.hubCommand(), parts.spokeCommand(), bindings);
    }

    Network(
            DemoFolder folder,
            Ports ports,
            Progress progress,
            Duration patience,
            List<String> hubCommand,
            List<String> spokeCommand,
            Function<DemoMember, String> bindings) {
        this.folder = folder;
        this.ports = ports;
        this.progress = progress;
        this.patience = patience;
        timeStamps = new DemoTimeStamps(folder.keys(), Clock.systemUTC());
        Settings settings = new Settings(folder, ports, timeStamps.url());
        this.spokeCommand = List.copyOf(spokeCommand);
        hub = node("hub", ports.hub(), hubCommand, settings.hub());
        for (DemoMember member : DemoMember.values()) {
            spokes.put(
                    member,
                    node(member.slug(), ports.of(member), spokeCommand, settings.of(member, bindings.apply(member))));
        }
    }

    private Node node(String name, int port, List<String> start, List<String> settings) {
        List<String> command = new ArrayList<>();
        // a session of its own: Ctrl-C at the terminal reaches the launcher, and the launcher ends them in order
        command.add("setsid");
        command.addAll(start);
        settings.forEach(setting -> command.add("--" + setting));
        return new Node(name, URI.create("http://127.0.0.1:" + port), command, folder.log(name), folder.pid(name));
    }

    /** The spoke of somebody who joins while all this runs, from the folder that it has joined in; not started yet. */
    public Node newcomer(String name, Path home, int port) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "cd \"$0\" && exec \"$@\"", home.toString()));
        command.addAll(spokeCommand);
        Node node = node(name, port, command, List.of("server.port=" + port));
        newcomers.add(node);
        return node;
    }

    /** Runs a command of the spoke's own, as {@code join} is; returns what it said. */
    public String spoke(Path home, List<String> arguments) {
        List<String> command = new ArrayList<>(spokeCommand);
        command.addAll(arguments);
        try {
            Files.createDirectories(home);
            Path said = Files.createTempFile("snodo-said", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            String text = Files.readString(said);
            Files.delete(said);
            if (process.isAlive() || process.exitValue() != 0) {
                throw new CannotStart("the spoke's command " + arguments.getFirst() + " failed: " + text);
            }
            return text;
        } catch (IOException e) {
            throw new CannotStart("the spoke's command cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted", e);
        }
    }

    /** Ends what an earlier run may have left running in {@code folder}, and forgets its data. */
    public static void clear(DemoFolder folder) throws IOException {
        new Leftovers(folder).end();
        folder.delete();
    }

    public Node hub() {
        return hub;
    }

    public Node spoke(DemoMember member) {
        return Objects.requireNonNull(spokes.get(member));
    }

    public Ports ports() {
        return ports;
    }

    public DemoFolder folder() {
        return folder;
    }

    /** Starts the hub and the spokes of {@code members} side by side, and returns when all are ready. */
    public void start(List<DemoMember> members, Duration atMost) {
        for (String ended : new Leftovers(folder).end()) {
            progress.node(ended, "was left over from an earlier run; ended");
        }
        ports.requireFree();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "ends-the-network"));
        List<Node> nodes = new ArrayList<>(List.of(hub));
        members.forEach(member -> nodes.add(spokes.get(member)));
        Instant end = Instant.now().plus(atMost);
        together(nodes, node -> {
            progress.node(node.name(), "starting…");
            node.start();
            Duration took = node.awaitReady(Duration.between(Instant.now(), end));
            progress.node(node.name(), "ready in " + Progress.seconds(took));
        });
    }

    /** Starts a node again that was stopped or killed, and returns when it is ready. */
    public void restart(Node node) {
        node.start();
        node.awaitReady(Duration.ofMinutes(2));
    }

    /** Calls {@code listener} for each process that ends while the network is meant to run. */
    void onCrash(Consumer<Node> listener) {
        all().forEach(node -> node.ended().thenRun(() -> {
            if (!isClosed()) {
                listener.accept(node);
            }
        }));
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Spokes first, so that what they still have to say reaches the hub. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        List<Node> all = new ArrayList<>(spokes.values());
        all.addAll(newcomers);
        together(all, node -> node.stop(patience));
        hub.stop(patience);
        timeStamps.close();
        new Leftovers(folder).end();
    }

    private List<Node> all() {
        List<Node> all = new ArrayList<>(spokes.values());
        all.add(hub);
        return all;
    }

    private static void together(List<Node> nodes, Consumer<Node> action) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> futures = nodes.stream()
                    .map(node -> threads.submit((Callable<Void>) () -> {
                        action.accept(node);
                        return null;
                    }))
                    .toList();
            for (Future<Void> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CannotStart reason) {
                throw reason;
            }
            throw new CannotStart("a process could not be handled: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted", e);
        }
    }
}
