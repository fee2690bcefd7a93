package io.snodo.conformance.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;

/** Who has called too often calls again after a moment: other cases call as the same member, and nothing was changed by it. */
final class TooOften {
    private static final int TOO_MANY = 429;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private TooOften() {}

    /** One call and its answer. */
    interface Calling<A> {
        A call() throws InterruptedException;
    }

    /** The answer that is not 429, unless that is {@code expected} or it stays so for a minute. */
    static <A> A patiently(int expected, ToIntFunction<A> status, Calling<A> calling) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        A answer = calling.call();
        while (status.applyAsInt(answer) == TOO_MANY
                && expected != TOO_MANY
                && Instant.now().isBefore(end)) {
            Thread.sleep(PAUSE);
            answer = calling.call();
        }
        return answer;
    }
}
