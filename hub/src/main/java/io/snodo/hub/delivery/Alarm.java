package io.snodo.hub.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Says again and again, not only once, what recipients have not confirmed in time and what is parked. */
@Component
class Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

    private final Deliveries deliveries;
    private final AtomicLong unconfirmed;
    private final AtomicLong parked;
    private final AtomicLong waiting;

    Alarm(Deliveries deliveries, MeterRegistry registry) {
        this.deliveries = deliveries;
        this.unconfirmed = registry.gauge("snodo.delivery.unconfirmed", new AtomicLong());
        this.parked = registry.gauge("snodo.delivery.parked", new AtomicLong());
        this.waiting = registry.gauge("snodo.delivery.waiting", new AtomicLong());
    }

    @Scheduled(fixedDelayString = "${snodo.delivery.alarm:60s}")
    void sound() {
        try {
            List<Deliveries.LaneState> lanes = deliveries.lanes();
            lanes.stream()
                    .filter(lane -> lane.unconfirmed() + lane.parked() > 0)
                    .forEach(lane -> LOG.warn(
                            "deliveries held up tenant={} unconfirmed={} parked={}",
                            lane.recipient(),
                            lane.unconfirmed(),
                            lane.parked()));
            unconfirmed.set(
                    lanes.stream().mapToLong(Deliveries.LaneState::unconfirmed).sum());
            parked.set(lanes.stream().mapToLong(Deliveries.LaneState::parked).sum());
            waiting.set(lanes.stream().mapToLong(Deliveries.LaneState::waiting).sum());
        } catch (DataAccessException e) {
            LOG.warn(
                    "held deliveries cannot be counted, trying again cause={}",
                    e.getClass().getSimpleName());
        }
    }
}
