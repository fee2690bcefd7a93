package io.snodo.hub.exchange;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the exchange takes at once.
 *
 * @param intake messages under way at most; more are told to come again
 * @param ofOne of them one member's, where it does not come by a way that waits for room
 * @param batch messages in one commit at most
 * @param verifiers threads that verify seals; 0 for one a processor
 * @param refusals for how long what was refused is remembered; no copy of a message may come later
 * @param silence after which a resolved ticket closes by itself
 */
@ConfigurationProperties("snodo.exchange")
record ExchangeSettings(
        @DefaultValue("4096") int intake,
        @DefaultValue("256") int ofOne,
        @DefaultValue("256") int batch,
        @DefaultValue("0") int verifiers,
        @DefaultValue("90d") Duration refusals,
        @DefaultValue("30d") Duration silence) {

    ExchangeSettings {
        if (intake < 1 || ofOne < 1 || batch < 1 || batch > 1024 || verifiers < 0 || silence.isNegative()) {
            throw new IllegalArgumentException(
                    "snodo.exchange: intake and of-one from 1, batch from 1 to 1024, verifiers from 0, silence not negative");
        }
    }

    int verifierThreads() {
        return verifiers == 0 ? Runtime.getRuntime().availableProcessors() : verifiers;
    }
}
