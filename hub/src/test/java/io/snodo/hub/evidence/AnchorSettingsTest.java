package io.snodo.hub.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnchorSettingsTest {
    @Test
    void pausesGrowUpToTheLongest() {
        AnchorSettings settings = settings("http://127.0.0.1/tsa", Path.of("ca.pem"));

        assertThat(settings.pause(1, 1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.pause(2, 1)).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.pause(3, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.pause(1000, 1)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void wantsToKnowWhomToTrust() {
        assertThatThrownBy(() -> settings("http://127.0.0.1/tsa", null))
                .hasMessageContaining("snodo.anchor.certificate");
        assertThat(settings("", null).authority()).isNull();
    }

    private static AnchorSettings settings(String authority, @Nullable Path certificate) {
        return new AnchorSettings(
                URI.create(authority),
                certificate,
                null,
                Duration.ofMinutes(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                Duration.ofMinutes(5));
    }
}
