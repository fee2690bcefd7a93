package io.snodo.messages.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.snodo.messages.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The examples of evidence follow their schema, and what was done to them is really to be found in them. */
class EvidenceExamplesTest {
    private static final Path FOLDER = Specification.FOLDER.resolve("examples/evidence");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Specification.text(Specification.FOLDER.resolve("schemas/evidence.schema.json")));

    @Test
    void wholeFilesFollowTheSchema() {
        for (String file : List.of("for-the-originator.json", "for-the-owner.json", "keys-changed.json")) {
            assertThat(SCHEMA.validate(Specification.text(FOLDER.resolve(file)), InputFormat.JSON))
                    .as(file)
                    .isEmpty();
        }
    }

    @Test
    void tamperedOnesNameARequirementOfTheChapter() {
        String chapter = Specification.text(Specification.FOLDER.resolve("evidence.md"));
        List<String> formless = new ArrayList<>();
        for (JsonNode example : Json.MAPPER.readTree(Specification.text(FOLDER.resolve("cases.json")))) {
            String text = Specification.text(FOLDER.resolve(example.path("of").asString()));
            for (JsonNode each : example.path("replace")) {
                assertThat(text).contains(each.path("this").asString());
                text = text.replace(
                        each.path("this").asString(), each.path("by").asString());
            }
            if (example.has("flaw")) {
                assertThat(chapter).contains("**" + example.path("flaw").asString() + "**");
            }
            if (!SCHEMA.validate(text, InputFormat.JSON).isEmpty()) {
                formless.add(example.path("flaw").asString());
            }
        }
        assertThat(formless).as("those that no longer follow the schema").containsExactly("ST-320", "ST-320");
    }
}
