package io.snodo.hub.embedded.artemis;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of the embedded broker one member may take, where nothing else was agreed with it.
 *
 * @param perSecond messages in the long run, a large one counting as several
 * @param burst at once, after a pause
 * @param connections at the same time
 * @param waiting octets of its messages that are undecided; beyond that nothing is read from it
 * @param comings how often one address may connect anew
 */
@ConfigurationProperties("snodo.broker.limits")
record BrokerLimits(
        @DefaultValue("50") int perSecond,
        @DefaultValue("50") int burst,
        @DefaultValue("16") int connections,
        @DefaultValue("2MB") DataSize waiting,
        @DefaultValue Coming comings) {
    /** {@code perSecond} in the long run, and {@code burst} at once: the members of a region may come from one address. */
    record Coming(
            @DefaultValue("20") int perSecond,
            @DefaultValue("300") int burst) {}

    BrokerLimits {
        if (perSecond < 1 || burst < 1 || connections < 1 || waiting.toKilobytes() < 512) {
            throw new IllegalArgumentException("snodo.broker.limits: per-second, burst and connections from 1, waiting"
                    + " from 512KB, which is two messages of the largest");
        }
    }
}
