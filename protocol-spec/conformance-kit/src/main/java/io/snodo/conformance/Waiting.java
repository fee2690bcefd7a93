package io.snodo.conformance;

import io.snodo.conformance.cases.Case;
import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.seen.Check;
import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Seen;
import io.snodo.conformance.seen.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits for what is expected; what must not happen is looked at once more when the run is over. */
public final class Waiting {

    /** What must not be seen until the end, and whose case says so. */
    public record Prohibition(Scene scene, Expectation expectation, long since, Case.Line line) {}

    private final Seen seen;
    private final Clock clock;
    private final Duration patience;
    private final Duration quiet;
    private final List<Prohibition> prohibitions = new ArrayList<>();

    /** {@code quiet} is how long a case itself waits for what must not come. */
    public Waiting(Seen seen, Clock clock, Duration patience, Duration quiet) {
        this.seen = seen;
        this.clock = clock;
        this.patience = patience;
        this.quiet = quiet;
    }

    public void expect(Expectation expectation, Scene scene, long since, Case.Line line) throws InterruptedException {
        Check check = new Check(scene, clock);
        if (Check.isProhibition(expectation)) {
            synchronized (prohibitions) {
                prohibitions.add(new Prohibition(scene, expectation, since, line));
            }
            Thread.sleep(quiet);
        }
        switch (seen.await(events -> check.of(expectation, events, since), patience)) {
            case Verdict.Met _ -> {}
            case Verdict.NotYet(String why) -> throw new Player.Unmet(why + " within " + patience.toSeconds() + " s");
            case Verdict.Broken(String why) -> throw new Player.Unmet(why);
        }
    }

    /** Prohibitions that were broken after their cases had ended. */
    public List<Prohibition> broken() {
        synchronized (prohibitions) {
            return prohibitions.stream()
                    .filter(each -> new Check(each.scene(), clock).of(each.expectation(), seen.all(), each.since())
                            instanceof Verdict.Broken)
                    .toList();
        }
    }

    public Duration quiet() {
        return quiet;
    }

    public long now() {
        return seen.last();
    }
}
