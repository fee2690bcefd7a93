package io.snodo.hub.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

class DriverOptionsTest {
    @Test
    void anAddressWithOptionsOfItsOwnGetsThoseItLeavesOut() {
        Properties read = read("jdbc:postgresql://db:5432/snodo?sslmode=verify-full&socketTimeout=20");
        assertThat(read)
                .containsEntry("sslmode", "verify-full")
                .containsEntry("socketTimeout", "20")
                .containsEntry("connectTimeout", "10")
                .containsEntry("reWriteBatchedInserts", "true")
                .containsEntry("logServerErrorDetail", "false")
                .containsEntry("PGHOST", "db")
                .containsEntry("PGDBNAME", "snodo");
    }

    @Test
    void anAddressWithoutOptionsGetsThemAll() {
        assertThat(read("jdbc:postgresql://db/snodo"))
                .containsEntry("socketTimeout", "60")
                .containsEntry("logServerErrorDetail", "false");
        assertThat(DriverOptions.complete("jdbc:postgresql://db/snodo?"))
                .isEqualTo(DriverOptions.complete("jdbc:postgresql://db/snodo"));
    }

    @Test
    void noAddressTurnsOnThatFailuresQuoteWhatPeopleWrote() {
        assertThat(read("jdbc:postgresql://db/snodo?logServerErrorDetail=true"))
                .containsEntry("logServerErrorDetail", "false");
    }

    /** As the driver itself reads it. */
    private static Properties read(String url) {
        return Driver.parseURL(DriverOptions.complete(url), new Properties());
    }
}
