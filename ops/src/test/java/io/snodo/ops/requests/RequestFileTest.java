package io.snodo.ops.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RequestFileTest {
    private static final String HEADING = "Id;Stato;Anno;Creato;Chiusa;DescrizioneBreve;Categoria\n";

    @TempDir
    private Path folder;

    private Mapping mapping;

    @BeforeEach
    void readTheMappingThatTheStoryUses() throws IOException {
        mapping = Mapping.read(Path.of("requests/mapping.yaml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Semafori e segnaletica stradale     | mobilita
            Buche                               | strade
            PARCHI GIOCO E AREE CANI            | verde
            Illuminazione pubblica              | illuminazione
            Disinfestazione (topi, vespe)       | animali
            Carta d'identità                    | anagrafe
            """)
    void knowsAMunicipalitysWordsByTheirBeginnings(String words, String category) {
        assertThat(mapping.category(words)).contains(category);
    }

    @Test
    void takesAWordOnlyWhereAWordBegins() {
        assertThat(mapping.category("altrettanto")).isEmpty();
        assertThat(mapping.category("sottovasi")).isEmpty();
    }

    @Test
    void leadsToCategoriesAndChannelsOfTheNetworkOnly() throws IOException {
        JsonNode vocabulary = new YAMLMapper().readTree(Files.readString(Path.of("../tenants/vocabulary.yaml")));

        assertThat(mapping.categories()).extracting(Mapping.Rule::to).isSubsetOf(codes(vocabulary.get("categories")));
        assertThat(mapping.channels()).extracting(Mapping.Rule::to).isSubsetOf(codes(vocabulary.get("channels")));
    }

    @Test
    void countsWhatFellToOther() throws IOException {
        Path file =
                write(HEADING + "1;aperta;2026;2026-01-07;;Telefono;Buche\n2;aperta;2026;2026-01-07;;Telefono;Idee\n"
                        + "3;aperta;2026;2026-01-07;;Piccione viaggiatore;\"Idee\"\n");

        RequestFile read = RequestFile.read(file, mapping);

        assertThat(read.unmapped()).isEqualTo(Map.of("Idee", 2L));
        assertThat(read.requests())
                .containsExactly(
                        new Request("1", "phone", "strade", "Buche"),
                        new Request("2", "phone", "altro", "Idee"),
                        new Request("3", "web", "altro", "Idee"));
    }

    @Test
    void namesTheLineThatIsNotOfTheFormat() throws IOException {
        Path file = write(HEADING + "1;aperta;2026;2026-01-07;;Telefono;Buche\n2;aperta\n");

        assertThatThrownBy(() -> RequestFile.read(file, mapping)).hasMessageContaining("line 3");
        assertThatThrownBy(() -> RequestFile.read(write("Numero;Tipo\n"), mapping))
                .hasMessageContaining("no column Id");
    }

    @Test
    void readsTheProjectsOwnSample() throws IOException {
        RequestFile sample = RequestFile.read(Path.of("requests/sample.csv"), mapping);

        assertThat(sample.requests()).hasSize(30);
        assertThat(sample.unmapped()).containsOnlyKeys("Proposte dei cittadini", "");
        assertThat(sample.spread(5)).extracting(Request::id).containsExactly("1001", "1007", "1013", "1019", "1025");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("requests.csv"), text);
    }

    private static java.util.List<String> codes(JsonNode list) {
        return list.valueStream().map(entry -> entry.get("code").asString()).toList();
    }
}
