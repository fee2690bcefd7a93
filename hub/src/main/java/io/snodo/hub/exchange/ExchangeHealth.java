package io.snodo.hub.exchange;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The hub is not up while nothing is decided, whatever else answers. */
@Component
class ExchangeHealth implements HealthIndicator {
    private final Exchange exchange;

    ExchangeHealth(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Health health() {
        return exchange.decides() ? Health.up().build() : Health.down().build();
    }
}
