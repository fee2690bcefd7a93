package io.snodo.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void startsWhereTheDocumentationSaysUnlessAskedOtherwise() {
        Options options = Options.of("--home", "/srv/snodo");

        assertThat(options).isEqualTo(new Options(Path.of("/srv/snodo"), false, null, null));
    }

    @Test
    void readsWhatWasAskedFor() {
        Options options = Options.of("--fresh", "--port-base", "18080");

        assertThat(options.fresh()).isTrue();
        assertThat(options.ports()).isEqualTo(new Ports(18080, 18081, 18082, 18083));
    }

    @Test
    void saysWhichOptionIsWrong() {
        assertThatThrownBy(() -> Options.of("--frech")).hasMessageContaining("--frech");
        assertThatThrownBy(() -> Options.of("--port-base")).hasMessageContaining("wants a value");
        assertThatThrownBy(() -> Options.of("--port-base", "http")).hasMessageContaining("wants a number");
        assertThatThrownBy(() -> Options.of("--requests", "no-such.csv")).hasMessageContaining("no-such.csv");
    }
}
