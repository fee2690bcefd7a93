package io.snodo.hub.tenancy;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** The hub is up while a database of some members is away, and less than whole. */
@Component
class DatabasesHealth implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED", "a database of members is away");

    private final MemberDatabases databases;

    DatabasesHealth(MemberDatabases databases) {
        this.databases = databases;
    }

    @Override
    public Health health() {
        List<String> away = databases.away();
        return away.isEmpty()
                ? Health.up().build()
                : Health.status(DEGRADED).withDetail("away", away).build();
    }
}
