package io.snodo.hub.console;

import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends on its way again what was parked, when an operator has dealt with the cause. */
@Component
class Redelivery {
    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

    private final Sights sights;
    private final Clock clock;

    Redelivery(Sights sights, Clock clock) {
        this.sights = sights;
        this.clock = clock;
    }

    /** False if there is no such delivery, or it has arrived meanwhile. Asking twice is harmless. */
    @Transactional
    public boolean again(long delivery) {
        Optional<MemberCode> whose = sights.again(delivery, clock.instant());
        whose.ifPresent(tenant -> LOG.info("redelivery asked for delivery={} tenant={}", delivery, tenant));
        return whose.isPresent();
    }
}
