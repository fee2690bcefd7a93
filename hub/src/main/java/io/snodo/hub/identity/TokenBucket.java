package io.snodo.hub.identity;

import java.time.Duration;
import java.time.Instant;

/** Lets through a burst, and then so many a second. */
final class TokenBucket {
    private final int perSecond;
    private final int burst;
    private double tokens;
    private Instant filledAt;

    TokenBucket(RateSettings settings, Instant now) {
        this.perSecond = settings.perSecond();
        this.burst = settings.burst();
        this.tokens = burst;
        this.filledAt = now;
    }

    /** What came of one call: whether it may pass, how many may follow at once, and when the next will pass. */
    record Verdict(boolean passes, int limit, int remaining, Duration reset) {}

    synchronized Verdict take(Instant now) {
        Verdict verdict = look(now);
        if (!verdict.passes()) {
            return verdict;
        }
        tokens -= 1;
        return verdict(true);
    }

    /** What would come of it; nothing is counted. */
    synchronized Verdict look(Instant now) {
        double since = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
        tokens = Math.min(burst, tokens + since * perSecond);
        filledAt = now;
        return verdict(tokens >= 1);
    }

    private Verdict verdict(boolean passes) {
        double missing = Math.max(0, 1 - tokens);
        return new Verdict(passes, burst, (int) tokens, Duration.ofNanos((long) (missing / perSecond * 1e9)));
    }
}
