package io.snodo.hub.doors.amqp;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The hub is not up while it takes in nothing of what spokes send. */
@Component
class AmqpDoorHealth implements HealthIndicator {
    private final AmqpDoor door;

    AmqpDoorHealth(AmqpDoor door) {
        this.door = door;
    }

    @Override
    public Health health() {
        return door.takesIn() ? Health.up().build() : Health.down().build();
    }
}
