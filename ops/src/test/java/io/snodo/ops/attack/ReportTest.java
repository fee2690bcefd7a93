package io.snodo.ops.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Published;
import io.snodo.ops.attack.seen.Leak;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.seen.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Tally tally = new Tally();

    @Test
    void endsInTheNumbersAndIsContentOnlyWithNoLeakAmongMany() throws IOException {
        Report report = report(List.of());
        tries(5000);

        assertThat(report.text()).endsWith("\n5000 attempts, 0 leaks\n");
        assertThat(report.status()).isZero();

        tally.leak(new Leak(Door.CONSOLE, Role.CITIZEN, Leak.Kind.CONTENT, "GET /console", "canary"));
        assertThat(report.text()).contains("LEAK  console as citizen: CONTENT").endsWith("5000 attempts, 1 leaks\n");
        assertThat(report.status()).isOne();
    }

    @Test
    void isNotContentWhereLittleWasTried() throws IOException {
        tries(50);

        assertThat(report(List.of()).status()).isOne();
    }

    @Test
    void isNotContentWhereSomethingPublishedWasLeftOut() throws IOException {
        tries(5000);

        assertThat(report(List.of("JSON API GET /new")).text()).contains("not tried: JSON API GET /new");
        assertThat(report(List.of("JSON API GET /new")).status()).isOne();
    }

    private void tries(int times) {
        for (int i = 0; i < times; i++) {
            tally.attempt(Door.JSON_API, Role.FOREIGN_MEMBER);
        }
    }

    private Report report(List<String> untried) throws IOException {
        return new Report(tally, Published.in(Path.of("../protocol-spec/specification")), untried);
    }
}
