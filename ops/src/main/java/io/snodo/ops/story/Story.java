package io.snodo.ops.story;

import io.snodo.ops.demo.CannotStart;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Network;
import io.snodo.ops.demo.Options;
import io.snodo.ops.demo.Parts;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Premises;
import io.snodo.ops.demo.Progress;
import io.snodo.ops.requests.Mapping;
import io.snodo.ops.requests.RequestFile;
import io.snodo.ops.story.steps.Attachment;
import io.snodo.ops.story.steps.BadInput;
import io.snodo.ops.story.steps.Citizen;
import io.snodo.ops.story.steps.Crashes;
import io.snodo.ops.story.steps.FirstLevel;
import io.snodo.ops.story.steps.Handover;
import io.snodo.ops.story.steps.KeyChange;
import io.snodo.ops.story.steps.Newcomer;
import io.snodo.ops.story.steps.Overflow;
import io.snodo.ops.story.steps.Returns;
import io.snodo.ops.story.steps.SharedKnowledge;
import io.snodo.ops.story.steps.Stage;
import io.snodo.ops.story.steps.Step;
import io.snodo.ops.story.surfaces.NotObserved;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** {@code ops/demo --story}: the whole network, on ports and data of its own, plays what it is for. */
public final class Story {
    private static final Duration READY = Duration.ofMinutes(5);
    private static final int SUPPLY = 60;

    private final Progress progress;

    private Story(Progress progress) {
        this.progress = progress;
    }

    public static void main(String[] args) {
        Progress progress = new Progress(new PrintStream(System.out, true, StandardCharsets.UTF_8), true);
        System.exit(new Story(progress).tell(args) ? 0 : 1);
    }

    private boolean tell(String... args) {
        try {
            Options options = Options.of(args);
            Path tenants = options.home().resolve("tenants");
            DemoFolder folder = new DemoFolder(options.home().resolve(".demo/story"));
            RequestFile requests = requests(options);
            Parts parts = new Parts(options.home());
            parts.prepare(tenants, progress);
            Network.clear(folder);
            Premises.furnish(folder, tenants, Clock.systemUTC());
            Ports ports = Objects.requireNonNullElseGet(options.ports(), () -> Ports.free(18_080));
            Premises.bind(folder, ports);
            try (Network network = new Network(folder, ports, parts, progress)) {
                Instant began = Instant.now();
                progress.line("Starting the hub and four spokes; their logs are in "
                        + folder.root().resolve("logs"));
                network.start(List.of(DemoMember.values()), READY);
                progress.line("All ready in " + since(began) + ".");
                return play(new Stage(network, requests.spread(SUPPLY), text -> progress.line("       " + text)));
            }
        } catch (CannotStart | IOException e) {
            progress.line("ops/demo --story: " + e.getMessage());
            return false;
        }
    }

    private RequestFile requests(Options options) throws IOException {
        Path own = options.home().resolve("ops/requests");
        Path file = Objects.requireNonNullElse(options.requests(), own.resolve("sample.csv"));
        RequestFile requests = RequestFile.read(file, Mapping.read(own.resolve("mapping.yaml")));
        long fallen = requests.fallen();
        progress.line("Requests from " + file.getFileName() + ": "
                + requests.requests().size() + ", of which "
                + (requests.requests().size() - fallen) + " mapped to our categories and " + fallen + " fell to \""
                + RequestFile.OTHER + "\" " + requests.unmapped());
        return requests;
    }

    private boolean play(Stage stage) {
        Handover handover = new Handover();
        List<Step> steps = List.of(
                new FirstLevel(),
                handover,
                new Citizen(handover),
                new Returns(),
                new Attachment(),
                new SharedKnowledge(),
                new Overflow(),
                new Crashes(),
                new KeyChange(),
                new BadInput(),
                new Newcomer());
        Instant began = Instant.now();
        for (Step step : steps) {
            int number = steps.indexOf(step) + 1;
            Instant from = Instant.now();
            try {
                step.play(stage);
                if (step == handover) {
                    steps.forEach(later -> later.prepare(stage));
                }
                progress.line("  ok %d  %s (%s)".formatted(number, step.title(), since(from)));
            } catch (NotObserved | CannotStart e) {
                progress.line("  NOT OBSERVED %d  %s (%s)%n       %s"
                        .formatted(number, step.title(), since(from), e.getMessage()));
                return false;
            }
        }
        progress.line("All " + steps.size() + " steps were observed from outside, in " + since(began) + ".");
        return true;
    }

    private static String since(Instant began) {
        return Progress.seconds(Duration.between(began, Instant.now()));
    }
}
