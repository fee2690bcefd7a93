package io.snodo.ops.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.HubApplication;
import io.snodo.ops.attack.assaults.Extent;
import io.snodo.ops.attack.ground.Terrain;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What is most telling, against the hub alone; {@code ops/attack} is the long one. */
class AttackIT {
    @TempDir
    Path temporary;

    @Test
    void nobodyGetsWhatTheyHaveNoRightTo() throws Exception {
        DemoFolder folder = new DemoFolder(temporary.resolve("ground"));
        Ports ports = Ports.free(53_480);
        Attack.furnish(folder, Path.of("../tenants"), ports);
        List<String> settings = new ArrayList<>(new Settings(folder, ports, null).hub());
        settings.addAll(List.of(
                "snodo.api.rate.per-second=100000",
                "snodo.api.rate.burst=100000",
                "snodo.api.at-once=1000",
                "snodo.bindings.comings.burst=100000",
                "snodo.broker.limits.per-second=100000",
                "snodo.broker.limits.burst=100000",
                "snodo.broker.limits.connections=1000",
                "snodo.broker.limits.comings.burst=100000"));
        try (ConfigurableApplicationContext hub = HubApplication.application()
                .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new))) {
            Terrain terrain =
                    new Terrain(folder, ports, Path.of("../protocol-spec/specification"), false, Clock.systemUTC());
            Campaign campaign = new Campaign(terrain, Extent.SHORT, _ -> {});

            Report report = new Report(campaign.run(), campaign.published(), campaign.untried());

            assertThat(report.text()).contains(" attempts, 0 leaks").doesNotContain("not tried:");
            assertThat(report.status()).isZero();
            assertThat(hub.isRunning()).isTrue();
        }
    }
}
