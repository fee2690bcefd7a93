package io.snodo.spoke.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class TrackingSettingsTest {
    @Test
    void theAddressIsDictatedWithoutWhatABrowserAdds() {
        assertThat(Dictation.typed(URI.create("https://snodo.example.it/track/")))
                .isEqualTo("snodo.example.it/track");
        assertThat(Dictation.typed(URI.create("http://127.0.0.1:8080/track"))).isEqualTo("127.0.0.1:8080/track");
    }

    @Test
    void whatIsNoAddressOnTheWebIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new TrackingSettings(URI.create("snodo.example.it/track")))
                .hasMessageContaining("snodo.tracking.url");
        assertThatThrownBy(() -> new TrackingSettings(URI.create("amqps://127.0.0.1:5671")))
                .hasMessageContaining("snodo.tracking.url");
        assertThat(new TrackingSettings(null).url()).isNull();
    }
}
