package io.snodo.hub.doors.rest;

import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * One member that calls too often does not slow the others down. Each hub node counts for itself. The headers are those
 * of the Italian interoperability guidelines (RAC_REST_NAME and its rate limits).
 */
@Component
@PreMatching // so that calls that fit nothing are counted too
public class RateFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String VERDICT = RateFilter.class.getName();

    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final RateSettings settings;
    private final Clock clock;

    RateFilter(RateSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext asked) {
        Principal caller = asked.getSecurityContext().getUserPrincipal();
        if (caller == null) {
            return; // the one open address: it costs nothing
        }
        TokenBucket.Verdict verdict = take(caller.getName());
        asked.setProperty(VERDICT, verdict);
        if (!verdict.passes()) {
            throw new Refused(Refusal.later(RefusalCode.RATE_LIMITED, Duration.ofSeconds(seconds(verdict))));
        }
    }

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answered) {
        if (asked.getProperty(VERDICT) instanceof TokenBucket.Verdict verdict) {
            answered.getHeaders().putSingle("X-RateLimit-Limit", verdict.limit());
            answered.getHeaders().putSingle("X-RateLimit-Remaining", verdict.remaining());
            answered.getHeaders().putSingle("X-RateLimit-Reset", seconds(verdict));
        }
    }

    /** For a door that is no JAX-RS: how long {@code caller} has to wait; empty if it may go on. All doors count together. */
    public Optional<Duration> mustWait(String caller) {
        TokenBucket.Verdict verdict = take(caller);
        return verdict.passes() ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds(verdict)));
    }

    private TokenBucket.Verdict take(String caller) {
        return buckets.computeIfAbsent(caller, _ -> new TokenBucket(settings, clock.instant()))
                .take(clock.instant());
    }

    private static long seconds(TokenBucket.Verdict verdict) {
        return verdict.reset().plusNanos(999_999_999).toSeconds(); // up: who comes too early is refused again
    }
}
