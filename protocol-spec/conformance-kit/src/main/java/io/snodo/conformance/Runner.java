package io.snodo.conformance;

import io.snodo.conformance.cases.Case;
import io.snodo.conformance.seen.Event;
import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Seen;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays many cases: those that bear company side by side, the others one after the other. */
final class Runner {
    private final Player player;
    private final Waiting waiting;
    private final Seen seen;
    private final PrintStream out;
    private final String binding;
    private final Set<String> offered;
    private final int beside;
    private final Map<Scene, Case> scenes = new ConcurrentHashMap<>();

    /** {@code offered} is what of {@link Case#needs()} there is. */
    Runner(
            Player player,
            Waiting waiting,
            Seen seen,
            PrintStream out,
            String binding,
            Set<String> offered,
            int beside) {
        this.player = player;
        this.waiting = waiting;
        this.seen = seen;
        this.out = out;
        this.binding = binding;
        this.offered = offered;
        this.beside = beside;
    }

    List<Result> run(List<Case> cases) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(beside, Thread.ofVirtual().factory())) {
            List<Future<Result>> together = cases.stream()
                    .filter(each -> !each.alone())
                    .map(each -> threads.submit(() -> one(each)))
                    .toList();
            for (Future<Result> each : together) {
                results.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the kit itself has failed", e.getCause());
        }
        for (Case each : cases) {
            if (each.alone()) {
                results.add(one(each));
            }
        }
        return late(results);
    }

    private Result one(Case kase) throws InterruptedException {
        if (!kase.runsOver(binding) || !offered.containsAll(kase.needs())) {
            return new Result(kase, "", lacking(kase), Duration.ZERO, player.scene(), List.of());
        }
        long began = System.nanoTime();
        long since = seen.last();
        Scene scene = player.scene();
        scene.begins(since);
        scenes.put(scene, kase);
        String failure = "";
        for (Case.Line line : kase.steps()) {
            failure = play(line, scene);
            if (!failure.isEmpty()) {
                break;
            }
        }
        if (kase.alone()) {
            player.after();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        List<Event> events = seen.all().stream()
                .filter(event -> event.number() > since && scene.concerns(event))
                .toList();
        out.printf(
                "  %-6s %-9s %5.1f s  %s%n",
                failure.isEmpty() ? "ok" : "FAILED", kase.id(), took.toMillis() / 1e3, kase.title());
        if (!failure.isEmpty()) {
            out.println("         " + failure);
        }
        return new Result(kase, failure, "", took, scene, events);
    }

    private String lacking(Case kase) {
        return kase.runsOver(binding)
                ? "needs " + String.join(", ", kase.needs())
                : "only over " + String.join(", ", kase.bindings());
    }

    private String play(Case.Line line, Scene scene) throws InterruptedException {
        try {
            player.play(line, scene);
            return "";
        } catch (Player.Unmet | Scene.NoSuchName | IllegalArgumentException | IllegalStateException e) {
            return line.place() + ": " + line.text() + ": " + e.getMessage();
        } catch (io.snodo.conformance.wire.Binding.Unreachable e) {
            return line.place() + ": " + e.getMessage();
        }
    }

    /** What was forbidden and came after its case had ended. */
    private List<Result> late(List<Result> results) throws InterruptedException {
        Thread.sleep(waiting.quiet());
        List<Result> all = new ArrayList<>(results);
        for (Waiting.Prohibition broken : waiting.broken()) {
            Case kase = scenes.get(broken.scene());
            all.replaceAll(result -> result.kase().equals(kase) && !result.isFailed()
                    ? new Result(
                            result.kase(),
                            broken.line().place() + ": " + broken.line().text() + ": was broken later in the run",
                            "",
                            result.took(),
                            result.scene(),
                            result.events())
                    : result);
        }
        return all;
    }
}
