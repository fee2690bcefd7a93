package io.snodo.ops.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One process of the network: the hub or a spoke. It can be started again after it has ended, however it ended. */
public final class Node {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Duration POLL = Duration.ofMillis(100);

    private final String name;
    private final URI address;
    private final List<String> command;
    private final Path log;
    private final Path pid;
    private @Nullable Process process;
    private Instant startedAt = Instant.EPOCH;

    Node(String name, URI address, List<String> command, Path log, Path pid) {
        this.name = name;
        this.address = address;
        this.command = List.copyOf(command);
        this.log = log;
        this.pid = pid;
    }

    public String name() {
        return name;
    }

    /** The root of its pages, without a slash at the end. */
    public URI address() {
        return address;
    }

    public synchronized void start() {
        if (isAlive()) {
            return;
        }
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(pid.getParent());
            startedAt = Instant.now();
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            Files.writeString(pid, Long.toString(process.pid()));
        } catch (IOException e) {
            throw new CannotStart(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** How long it took from its start until it said that it is well. */
    public Duration awaitReady(Duration atMost) {
        await(atMost, "ready", this::isUp);
        return Duration.between(startedAt, Instant.now());
    }

    private void await(Duration atMost, String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(atMost);
        while (!condition.getAsBoolean()) {
            if (!isAlive()) {
                throw new CannotStart(name + " has ended by itself. The end of its log (" + log + "):\n" + logTail());
            }
            if (Instant.now().isAfter(end)) {
                throw new CannotStart(name + " is not " + what + " after " + atMost.toSeconds()
                        + " s. The end of its log (" + log + "):\n" + logTail());
            }
            Pause.of(POLL);
        }
    }

    /** Whether its health answers 200. */
    public boolean isUp() {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet, or no more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted", e);
        }
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Completes when the process ends, by whatever hand. */
    synchronized CompletableFuture<Process> ended() {
        return process == null ? new CompletableFuture<>() : process.onExit();
    }

    /** {@code kill -9}: what a power cut does to it. */
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            waitFor(Duration.ofSeconds(10));
            forgetPid();
        }
    }

    /** Asks it to end, and makes it if it does not. */
    public synchronized void stop(Duration patience) {
        if (process != null) {
            process.destroy();
            if (!waitFor(patience)) {
                process.destroyForcibly();
                waitFor(Duration.ofSeconds(10));
            }
            forgetPid();
        }
    }

    private boolean waitFor(Duration atMost) {
        try {
            return process == null || process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forgetPid() {
        try {
            Files.deleteIfExists(pid);
        } catch (IOException e) {
            throw new CannotStart("cannot delete " + pid, e);
        }
    }

    /** The last lines it wrote. */
    String logTail() {
        try {
            List<String> lines = Files.exists(log)
                    ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }
}
