package io.snodo.ops;

import io.snodo.spoke.SpokeApplication;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** A spoke in one process with a hub, whose libraries it would otherwise take for its own. */
public final class SpokeBeside {
    private SpokeBeside() {}

    public static SpringApplication application() {
        SpringApplication spoke = SpokeApplication.application();
        spoke.setDefaultProperties(Map.of(
                "spring.config.name",
                "spoke",
                "spring.autoconfigure.exclude",
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                        + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"));
        return spoke;
    }

    /** The project's folder of that name. */
    public static Path tenants() {
        return Path.of("").toAbsolutePath().resolveSibling("tenants");
    }
}
