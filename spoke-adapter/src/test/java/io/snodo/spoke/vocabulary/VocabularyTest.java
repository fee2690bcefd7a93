package io.snodo.spoke.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.spoke.vocabulary.Vocabulary.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
    @TempDir
    Path folder;

    private Path network;

    @BeforeEach
    void write() throws IOException {
        network = Files.writeString(folder.resolve("network.yaml"), """
                version: 1
                categories:
                  - {code: strade, it: Strade, en: Roads, days: 20}
                  - {code: acqua, it: Acqua, en: Water, days: 5}
                channels:
                  - {code: phone, it: Telefono, en: Telephone}
                """);
    }

    @Test
    void translatesBothWays() throws IOException {
        Vocabulary vocabulary = read("""
                categories: {"Buche": strade, "Calli e fondamenta": strade, "Acqua alta": acqua}
                channels: {"Al telefono": phone}
                """);

        assertThat(vocabulary.code(Kind.CATEGORY, "Calli e fondamenta")).contains("strade");
        assertThat(vocabulary.word(Kind.CATEGORY, "strade")).contains("Buche");
        assertThat(vocabulary.word(Kind.CHANNEL, "phone")).contains("Al telefono");
        assertThat(vocabulary.code(Kind.CHANNEL, "Piccione")).isEmpty();
    }

    @Test
    void saysWhatIsLost() throws IOException {
        Vocabulary vocabulary = read("categories: {\"Buche\": strade, \"Calli\": strade}");

        assertThat(vocabulary.losses())
                .containsExactly(
                        new Loss.Merged(Kind.CATEGORY, "strade", List.of("Buche", "Calli")),
                        new Loss.Wordless(Kind.CATEGORY, "acqua"),
                        new Loss.Wordless(Kind.CHANNEL, "phone"));
    }

    @Test
    void refusesAWordForACodeThatTheNetworkDoesNotHave() {
        assertThatThrownBy(() -> read("categories: {\"Gondole\": gondole}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gondole");
    }

    private Vocabulary read(String words) throws IOException {
        Files.writeString(folder.resolve("vocabulary.yaml"), words);
        return Vocabulary.read(network, folder);
    }
}
