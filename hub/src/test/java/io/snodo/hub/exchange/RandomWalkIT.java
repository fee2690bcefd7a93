package io.snodo.hub.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks at random with four members and three tickets through a real hub: right and wrong acts, acts of old epochs,
 * copies, and messages that arrive late and in another order. A walk that fails is cut down before it is shown.
 * {@code -Dsnodo.walk.seed} walks the same way again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomWalkIT {
    private static final int WALKS = 4;
    private static final int LENGTH = 150;
    private static final int TRIES = 40;

    private TestHub hub;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        hub = TestHub.start(folder);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void whateverIsTriedWhatStaffettaPromisesHolds() {
        long first = Long.getLong("snodo.walk.seed", System.nanoTime());
        int happened = 0;
        for (long seed = first; seed < first + WALKS; seed++) {
            System.out.println("walk seed=" + seed);
            List<Step> steps = Step.random(seed, LENGTH);
            Walk walk = new Walk(hub);
            try {
                walk.take(steps);
            } catch (AssertionError e) {
                List<Step> shortest = Shrinking.shortest(steps, TRIES, this::fails);
                fail("seed=%d: %s; the shortest walk there: %s".formatted(seed, e.getMessage(), shortest), e);
            }
            happened += walk.happened();
            await().atMost(Duration.ofSeconds(30)).until(walk::isQuiet);
        }
        // of all of them: one walk may come to its tickets' ends soon
        assertThat(happened).as("steps that were accepted").isGreaterThan(WALKS * LENGTH / 10);
    }

    /** That the walk can fail, and is cut down to what matters, is shown by a promise that nobody has made. */
    @Test
    void aWalkThatFailsIsCutDownToWhatItTakes() {
        List<Step> steps = Step.random(7, 60);
        assertThat(someResolved(steps)).isTrue();
        List<Step> shortest = Shrinking.shortest(steps, TRIES, this::someResolved);
        assertThat(shortest).hasSizeLessThan(8);
        assertThat(shortest).extracting(Step::kind).contains(Step.Kind.RESOLVE);
    }

    private boolean fails(List<Step> steps) {
        try {
            new Walk(hub).take(steps);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    /** Whether some ticket was resolved, as if that broke a promise. */
    private boolean someResolved(List<Step> steps) {
        Walk walk = new Walk(hub);
        walk.take(steps);
        return walk.resolved();
    }
}
