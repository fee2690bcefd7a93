package io.snodo.hub.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What this node of the hub has refused since it started, as the meters count it. */
@Component
class Refusals {
    private final MeterRegistry meters;

    Refusals(MeterRegistry meters) {
        this.meters = meters;
    }

    /** By the code of the member that called; who could not be named is missing. */
    Map<String, Long> byMember() {
        return by("snodo.exchange.refused.of", "tenant");
    }

    private Map<String, Long> by(String name, String tag) {
        Map<String, Long> counts = new TreeMap<>();
        for (Counter counter : meters.find(name).counters()) {
            String key = counter.getId().getTag(tag);
            if (key != null && counter.count() > 0) {
                counts.merge(key, Math.round(counter.count()), Long::sum);
            }
        }
        return counts;
    }
}
