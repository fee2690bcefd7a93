package io.snodo.spoke.link;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Shows the link on the health page. A spoke whose hub is away is healthy: the desk works, and what it says waits. */
@Component
class LinkHealth implements HealthIndicator {
    private final Link link;

    LinkHealth(Link link) {
        this.link = link;
    }

    @Override
    public Health health() {
        LinkState state = link.state();
        Health.Builder health = Health.up()
                .withDetail("connected", state.connected())
                .withDetail("since", state.since())
                .withDetail("waiting", state.waiting())
                .withDetail("overdue", state.overdue())
                .withDetail("toApply", state.toApply())
                .withDetail("rejected", state.rejected())
                .withDetail("registryVersion", state.registryVersion());
        return state.why() == null
                ? health.build()
                : health.withDetail("why", state.why()).build();
    }
}
