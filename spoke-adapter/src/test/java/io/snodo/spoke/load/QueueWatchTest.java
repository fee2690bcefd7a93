package io.snodo.spoke.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.QueueState;
import io.snodo.spoke.link.Asides;
import io.snodo.spoke.link.Bell;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.store.Store;
import io.snodo.spoke.tenant.Tenant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueWatchTest {
    @TempDir
    Path folder;

    private final List<QueueState> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private int waiting;
    private Store store;
    private Link link;
    private QueueWatch watch;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        link = new Link(store, new RegistryCopy(store.jdbc()), clock, _ -> {});
        Asides asides = new Asides(link, new Bell()) {
            @Override
            public void tell(Body body) {
                told.add((QueueState) body);
            }
        };
        Workload workload = new Workload() {
            @Override
            public int waiting() {
                return waiting;
            }

            @Override
            public int operatorsFree() {
                return 1;
            }
        };
        watch = new QueueWatch(workload, tenant(), link, asides, clock);
        link.up();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void tellsAChangeAtOnceAndTheSameOnlyAfterAWhile() {
        watch.look();
        second();
        assertThat(told).hasSize(1);

        waiting = 5;
        second();
        assertThat(told).hasSize(2);
        assertThat(told.getLast()).isEqualTo(new QueueState("urp", 5, 1, 5, 2, Instant.parse("2026-11-22T09:00:02Z")));

        now = now.plus(Duration.ofSeconds(30));
        watch.look();
        assertThat(told).hasSize(3);
    }

    @Test
    void tellsAgainWhenTheLineComesUp() {
        watch.look();
        link.down("gone");
        second();
        assertThat(told).hasSize(1);

        link.up();
        second();

        assertThat(told).hasSize(2);
    }

    private void second() {
        now = now.plus(Duration.ofSeconds(1));
        watch.look();
    }

    private static Tenant tenant() {
        return new Tenant(
                new MemberCode("c_b157"),
                "Comune di Brescia",
                "B157",
                "017029",
                List.of("it"),
                ZoneId.of("Europe/Rome"),
                null,
                new Tenant.Office("urp", "URP"),
                List.of("tributi"),
                4,
                new Tenant.Queue("urp", 5, 2));
    }
}
