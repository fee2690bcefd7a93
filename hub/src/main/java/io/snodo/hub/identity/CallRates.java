package io.snodo.hub.identity;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * One caller that calls too often does not slow the others down: a member counts by its code, whom the hub does not know
 * by the address it comes from. Each hub node counts for itself. The headers are those of the Italian interoperability
 * guidelines (RAC_REST_NAME and its rate limits).
 */
@Component
public class CallRates {
    /** So many counts for strangers; where there are more addresses they share them, and cannot fill the memory. */
    private static final int STRANGERS_BITS = 12;

    private static final int GOLDEN = 0x9E3779B9; // Fibonacci hashing: spreads over the upper bits

    private final Map<String, TokenBucket> members = new ConcurrentHashMap<>();
    private final List<TokenBucket> strangers;
    private final RateSettings settings;
    private final Clock clock;
    /** So that nobody can choose whose count he shares. */
    private final int salt = new SecureRandom().nextInt();

    CallRates(RateSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.strangers = Stream.generate(() -> new TokenBucket(settings, clock.instant()))
                .limit(1L << STRANGERS_BITS)
                .toList();
    }

    /** Whether this call may go on; if not, it has been answered. To be asked once a call, before anything is answered. */
    public boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Principal caller = request.getUserPrincipal();
        return answered(
                (caller == null ? stranger(request.getRemoteAddr()) : member(caller.getName())).take(clock.instant()),
                request,
                response);
    }

    /** Whether {@code member} has to wait already; nothing is counted. */
    public boolean hasToWait(MemberCode member) {
        return !member(member.value()).look(clock.instant()).passes();
    }

    /** Answers that {@code member} has to wait, and counts nothing. */
    public void refuse(MemberCode member, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answered(member(member.value()).look(clock.instant()), request, response);
    }

    private static boolean answered(
            TokenBucket.Verdict verdict, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-RateLimit-Limit", String.valueOf(verdict.limit()));
        response.setHeader("X-RateLimit-Remaining", String.valueOf(verdict.remaining()));
        response.setHeader("X-RateLimit-Reset", String.valueOf(wait(verdict).toSeconds()));
        if (!verdict.passes()) {
            Problems.write(request, response, Refusal.later(RefusalCode.RATE_LIMITED, wait(verdict)));
        }
        return verdict.passes();
    }

    /** For a door that answers in a form of its own: how long {@code member} has to wait; empty if it may go on. */
    public Optional<Duration> mustWait(String member) {
        TokenBucket.Verdict verdict = member(member).take(clock.instant());
        return verdict.passes() ? Optional.empty() : Optional.of(wait(verdict));
    }

    private TokenBucket member(String code) {
        return members.computeIfAbsent(code, _ -> new TokenBucket(settings, clock.instant()));
    }

    private TokenBucket stranger(String address) {
        return strangers.get((Client.of(address).hashCode() ^ salt) * GOLDEN >>> Integer.SIZE - STRANGERS_BITS);
    }

    private static Duration wait(TokenBucket.Verdict verdict) {
        // up: who comes too early is refused again
        return Duration.ofSeconds(verdict.reset().plusNanos(999_999_999).toSeconds());
    }
}
