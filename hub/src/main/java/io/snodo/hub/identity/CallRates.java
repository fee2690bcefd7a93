package io.snodo.hub.identity;

import io.snodo.hub.embedded.Client;
import io.snodo.hub.members.Limits;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * One caller that calls too often does not slow the others down: a member counts by its code, whom the hub does not know
 * by the address it comes from. Who comes again before the time it was told waits for its answer, so that to go on all the
 * same brings nothing (ST-720). Each hub node counts for itself. The headers are those of the Italian interoperability
 * guidelines (RAC_REST_NAME and its rate limits).
 */
@Component
public class CallRates {
    /** So many counts for strangers; where there are more addresses they share them, and cannot fill the memory. */
    private static final int STRANGERS_BITS = 12;

    private static final int GOLDEN = 0x9E3779B9; // Fibonacci hashing: spreads over the upper bits
    private static final Duration HELD = Duration.ofSeconds(1);

    private final Map<String, Count> known = new ConcurrentHashMap<>();
    private final List<Count> strangers;
    private final RateSettings settings;
    private final Function<MemberCode, Limits> agreed;
    private final Clock clock;
    /** So that nobody can choose whose count he shares. */
    private final int salt = new SecureRandom().nextInt();

    @Autowired
    CallRates(RateSettings settings, Members members, Clock clock) {
        this(settings, members::limits, clock);
    }

    CallRates(RateSettings settings, Function<MemberCode, Limits> agreed, Clock clock) {
        this.settings = settings;
        this.agreed = agreed;
        this.clock = clock;
        this.strangers = Stream.generate(() -> new Count(new TokenBucket(settings, clock.instant())))
                .limit(1L << STRANGERS_BITS)
                .toList();
    }

    /** Beside the bucket, until when its caller was told to wait. */
    private static final class Count {
        private final TokenBucket bucket;
        private volatile Instant told = Instant.MIN;

        Count(TokenBucket bucket) {
            this.bucket = bucket;
        }

        /** Keeps who does not wait as he was told from going on at once. */
        void refused(Duration wait, Instant now) {
            boolean early = now.isBefore(told);
            told = now.plus(wait);
            if (early) {
                try {
                    Thread.sleep(wait.compareTo(HELD) < 0 ? wait : HELD);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Whether this call may go on; if not, it has been answered. To be asked once a call, before anything is answered. */
    public boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Principal caller = request.getUserPrincipal();
        if (caller == null) {
            Count count = stranger(request.getRemoteAddr());
            return answered(count, count.bucket.take(settings, clock.instant()), request, response);
        }
        Count count = known(caller.getName());
        return answered(count, count.bucket.take(rate(caller.getName()), clock.instant()), request, response);
    }

    /** Whether {@code caller}, a member's code or an operator's name, has to wait already; nothing is counted. */
    public boolean hasToWait(String caller) {
        return !known(caller).bucket.look(rate(caller), clock.instant()).passes();
    }

    /** Answers that {@code caller} has to wait, and counts nothing. */
    public void refuse(String caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Count count = known(caller);
        answered(count, count.bucket.look(rate(caller), clock.instant()), request, response);
    }

    private boolean answered(
            Count count, TokenBucket.Verdict verdict, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("X-RateLimit-Limit", String.valueOf(verdict.limit()));
        response.setHeader("X-RateLimit-Remaining", String.valueOf(verdict.remaining()));
        response.setHeader("X-RateLimit-Reset", String.valueOf(wait(verdict).toSeconds()));
        if (!verdict.passes()) {
            count.refused(wait(verdict), clock.instant());
            Problems.write(request, response, Refusal.later(RefusalCode.RATE_LIMITED, wait(verdict)));
        }
        return verdict.passes();
    }

    /** For a door that answers in a form of its own: how long {@code caller} has to wait; empty if it may go on. */
    public Optional<Duration> mustWait(String caller) {
        Count count = known(caller);
        TokenBucket.Verdict verdict = count.bucket.take(rate(caller), clock.instant());
        if (verdict.passes()) {
            return Optional.empty();
        }
        count.refused(wait(verdict), clock.instant());
        return Optional.of(wait(verdict));
    }

    /** How many calls {@code member} may make at once now, and how many after a pause; nothing is counted. */
    public Left left(MemberCode member) {
        RateSettings rate = rate(member.value());
        TokenBucket.Verdict verdict = known(member.value()).bucket.look(rate, clock.instant());
        return new Left(verdict.remaining(), verdict.limit(), rate.perSecond());
    }

    /** Of a member's calls: how many now, of how many at once, and how many a second in the long run. */
    public record Left(int remaining, int burst, int perSecond) {}

    private Count known(String name) {
        return known.computeIfAbsent(name, _ -> new Count(new TokenBucket(rate(name), clock.instant())));
    }

    private RateSettings rate(String name) {
        Limits.Rate own;
        try {
            own = agreed.apply(new MemberCode(name)).rate();
        } catch (IllegalArgumentException _) { // an operator's name
            own = null;
        }
        return own == null ? settings : new RateSettings(own.perSecond(), own.burst());
    }

    private Count stranger(String address) {
        return strangers.get((Client.of(address).hashCode() ^ salt) * GOLDEN >>> Integer.SIZE - STRANGERS_BITS);
    }

    private static Duration wait(TokenBucket.Verdict verdict) {
        // up: who comes too early is refused again
        return Duration.ofSeconds(verdict.reset().plusNanos(999_999_999).toSeconds());
    }
}
