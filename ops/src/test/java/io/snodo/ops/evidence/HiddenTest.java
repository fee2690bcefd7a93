package io.snodo.ops.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is disclosed in a file is what its sender sealed, by the specification's examples of hidden fields. */
class HiddenTest {
    private static final Path FOLDER = Path.of("..", "protocol-spec", "specification", "examples", "hidden");

    @ParameterizedTest
    @ValueSource(
            strings = {"whole", "in-another-order", "to-the-named", "to-a-party", "extension", "spelled-with-blanks"})
    void countsWhatIsWithheld(String example) throws Exception {
        JsonNode vector = vector(example);

        Hidden hidden = read(vector);

        assertThat(hidden.withheld()).isEqualTo(vector.path("withheld").asInt());
        assertThat(hidden.disclosed()).isBetween(0, hidden.all());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "of-another-message",
                "value-changed",
                "spelled-otherwise",
                "disclosed-twice",
                "padded",
                "four-values",
                "array-element",
                "no-json",
                "salt-of-15-octets",
                "name-twice",
                "name-in-the-open-too",
                "digest-twice",
                "another-algorithm"
            })
    void findsWhatItsSenderHasNotSealed(String example) {
        assertThatThrownBy(() -> read(vector(example)))
                .isInstanceOfSatisfying(
                        Flaw.class, flaw -> assertThat(flaw.requirement()).isEqualTo("ST-655"));
    }

    @Test
    void isNoSealWhereTheLastTildeIsMissing() throws Exception {
        assertThat(SealedText.of(vector("tilde-missing-at-the-end").path("text").asString()))
                .isEmpty();
    }

    @Test
    void saysInBothLanguagesHowMuchIsWithheld() {
        byte[] file = Examples.file("with-hidden-fields.json");
        Proof proof = new Verifier(java.util.List.of(), null).verify(file);

        assertThat(proof.messages().getFirst().hidden()).isEqualTo(new Hidden(2, 1));
        assertThat(Report.of(proof, Locale.ENGLISH))
                .contains(
                        "Of message 1, fields that not everybody may see: 2.",
                        "Withheld from the reader of this file: 1.");
        assertThat(Report.of(proof, Locale.ITALIAN)).contains("Non mostrati a chi legge questo file: 1.");
    }

    private static Hidden read(JsonNode vector) {
        SealedText text = SealedText.of(vector.path("text").asString()).orElseThrow();
        Jws jws = Jws.read(text.jws(), text.typ()).orElseThrow();
        return Hidden.of(EvidenceFile.JSON.readTree(jws.payload()), text.disclosures(), 1);
    }

    private static JsonNode vector(String example) throws Exception {
        return EvidenceFile.JSON.readTree(Files.readAllBytes(FOLDER.resolve(example + ".json")));
    }
}
