package io.snodo.hub.exchange;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What the exchange counts: accepted, refused by code, messages in a commit, time a commit takes. */
@Component
class Measures {
    private final MeterRegistry registry;
    private final Counter accepted;
    private final Map<RefusalCode, Counter> refused = new EnumMap<>(RefusalCode.class);
    private final DistributionSummary batch;
    private final Timer commit;

    Measures(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = registry.counter("snodo.exchange.accepted");
        for (RefusalCode code : RefusalCode.values()) {
            refused.put(code, registry.counter("snodo.exchange.refused", "refusal", code.wire()));
        }
        this.batch = registry.summary("snodo.exchange.batch");
        this.commit = registry.timer("snodo.exchange.commit");
    }

    void decided(Decision decision) {
        switch (decision) {
            case Decision.Accepted _ -> accepted.increment();
            case Decision.Noted _, Decision.Passed _ -> {}
            case Decision.Refused no -> refused(no.refusal());
        }
    }

    void refused(Refusal refusal) {
        Objects.requireNonNull(refused.get(refusal.code())).increment();
    }

    /** Beside the codes: one meter a member, and not one a member and code, of which there would be too many. */
    void refusedOf(MemberCode caller) {
        registry.counter("snodo.exchange.refused.of", "tenant", caller.value()).increment();
    }

    void committed(int messages, long nanos) {
        batch.record(messages);
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }
}
