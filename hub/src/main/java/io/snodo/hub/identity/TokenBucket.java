package io.snodo.hub.identity;

import java.time.Duration;
import java.time.Instant;

/** Lets through a burst, and then so many a second. */
final class TokenBucket {
    private double tokens;
    private Instant filledAt;

    TokenBucket(RateSettings full, Instant now) {
        this.tokens = full.burst();
        this.filledAt = now;
    }

    /** What came of one call: whether it may pass, how many may follow at once, and when the next will pass. */
    record Verdict(boolean passes, int limit, int remaining, Duration reset) {}

    /** {@code rate} is the one that counts now. */
    synchronized Verdict take(RateSettings rate, Instant now) {
        Verdict verdict = look(rate, now);
        if (!verdict.passes()) {
            return verdict;
        }
        tokens -= 1;
        return verdict(rate, true);
    }

    /** What would come of it; nothing is counted. */
    synchronized Verdict look(RateSettings rate, Instant now) {
        double since = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
        tokens = Math.min(rate.burst(), tokens + since * rate.perSecond());
        filledAt = now;
        return verdict(rate, tokens >= 1);
    }

    private Verdict verdict(RateSettings rate, boolean passes) {
        double missing = Math.max(0, 1 - tokens);
        return new Verdict(
                passes, rate.burst(), (int) tokens, Duration.ofNanos((long) (missing / rate.perSecond() * 1e9)));
    }
}
