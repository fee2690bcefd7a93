package io.snodo.spoke.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerritoriesTest {
    @Test
    void aPlaceIsKnownByNameAndAnyOtherByItsCode(@TempDir Path folder) throws IOException {
        try (TestDesk desk = new TestDesk(folder)) {
            Territories territories = new Territories(desk.registry, desk.tenant);

            assertThat(territories.code("parma")).contains("034027");
            assertThat(territories.code(" Comune di Brescia ")).contains("017029");
            assertThat(territories.code("058091")).contains("058091");
            assertThat(territories.code("")).contains("027042");
            assertThat(territories.code("Atlantide")).isEmpty();
            assertThat(territories.name("034027")).isEqualTo("Parma");
            assertThat(territories.name("058091")).isEqualTo("058091");
            assertThat(territories.known())
                    .extracting(Territories.Territory::name)
                    .containsExactly("Brescia", "Parma", "Venezia");
        }
    }
}
