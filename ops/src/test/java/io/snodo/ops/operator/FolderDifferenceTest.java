package io.snodo.ops.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDifferenceTest {
    private static final String PARMA = "parma/tenant.yaml";

    @TempDir
    private Path folder;

    @Test
    void commentsAndLayoutAreNoDifference() throws Exception {
        assertThat(words(
                        Map.of(PARMA, "member: c_g337\nskills: [tributi, anagrafe]\n"),
                        Map.of(PARMA, "# of Parma\nskills:\n  - tributi\n  - anagrafe\nmember: \"c_g337\"\n")))
                .isEmpty();
    }

    @Test
    void whatIsOtherwiseIsNamedByItsPlace() throws Exception {
        assertThat(words(
                        Map.of(PARMA, "operators: 4\nqueue: {high: 8}\nagreements: [{kind: handover}]"),
                        Map.of(PARMA, "operators: 6\nqueue: {high: 8, low: 3}\nagreements: []")))
                .containsExactlyInAnyOrder(
                        "~ parma/tenant.yaml  operators  4  -> 6",
                        "+ parma/tenant.yaml  queue.low  3",
                        "- parma/tenant.yaml  agreements[0].kind  handover",
                        "+ parma/tenant.yaml  agreements  []");
    }

    @Test
    void wholeFilesComeAndGo() throws Exception {
        assertThat(words(
                        Map.of(PARMA, "member: c_g337", "parma/certificates/seal.pem", "A\n"),
                        Map.of("milano/tenant.yaml", "member: c_f205", "parma/certificates/seal.pem", "B\n")))
                .containsExactlyInAnyOrder(
                        "- parma/tenant.yaml", "+ milano/tenant.yaml", "~ parma/certificates/seal.pem");
    }

    @Test
    void onlyWhatAHubGoesByIsRead() throws Exception {
        write("vocabulary.yaml", "categories: []");
        write(PARMA, "member: c_g337");
        write("parma/certificates/seal.pem", "seal");
        write("parma/certificates/seal.key", "not to be taken along");
        write("parma/notes.txt", "nothing");
        write("schema/tenant.schema.json", "{}");
        write("agreements/ticket.yaml", "id: ticket");
        assertThat(FolderCopy.of(folder).files())
                .containsOnlyKeys("vocabulary.yaml", PARMA, "parma/certificates/seal.pem", "agreements/ticket.yaml");
        write("parma/certificates/link.pem", "-----BEGIN PRIVATE KEY-----");
        assertThatThrownBy(() -> FolderCopy.of(folder))
                .hasMessageContaining("parma/certificates/link.pem holds a private key");
    }

    @Test
    void aHubThatNamesAFileOutsideIsNotBelieved() throws Exception {
        FolderCopy copy = new FolderCopy(new TreeMap<>(Map.of("../elsewhere.yaml", "x")));
        assertThatThrownBy(() -> copy.write(folder.resolve("copy"))).hasMessageContaining("outside the folder");
        assertThat(folder.resolve("elsewhere.yaml")).doesNotExist();
        write("there/something", "x");
        assertThatThrownBy(() -> copy.write(folder.resolve("there"))).hasMessageContaining("something in");
    }

    private static List<String> words(Map<String, String> before, Map<String, String> after) throws Exception {
        return FolderDifference.between(new FolderCopy(new TreeMap<>(before)), new FolderCopy(new TreeMap<>(after)))
                .stream()
                .map(FolderDifference.Line::words)
                .toList();
    }

    private void write(String path, String text) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
