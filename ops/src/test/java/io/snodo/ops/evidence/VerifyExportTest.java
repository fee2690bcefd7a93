package io.snodo.ops.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export that a hub has written, and the same after somebody has been at it. */
class VerifyExportTest {
    private static final Path WHOLE = Path.of("src/test/resources/exports/export.zip");

    @TempDir
    private Path folder;

    @Test
    void findsAWholeOneWhole() {
        assertThat(verified(WHOLE)).startsWith("0 Whole").contains("evidence of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tickets.jsonl", "messages.jsonl", "knowledge.jsonl", "hub.jsonl", "files.jsonl", "manifest.jws"
            })
    void findsOneOctetThatWasChanged(String name) throws IOException {
        Path changed = rewritten(name, octets -> {
            octets[octets.length / 2] ^= 1;
            return octets;
        });
        assertThat(verified(changed)).startsWith("1 Not whole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tickets.jsonl", "files.jsonl", "manifest.jws", "life.jsonl"})
    void findsWhatIsMissing(String name) throws IOException {
        assertThat(verified(rewritten(name, _ -> null)))
                .startsWith("1 Not whole")
                .contains(name);
    }

    @Test
    void findsWhatWasAdded() throws IOException {
        Path more = folder.resolve("more.zip");
        Files.copy(WHOLE, more);
        try (java.nio.file.FileSystem zip = java.nio.file.FileSystems.newFileSystem(more)) {
            Files.writeString(zip.getPath("more.jsonl"), "{}");
        }
        assertThat(verified(more)).startsWith("1 Not whole").contains("more.jsonl");
    }

    @Test
    void saysWhatItCannotRead() throws IOException {
        Path none = folder.resolve("none.zip");
        Files.writeString(none, "no zip");
        assertThat(verified(none)).startsWith("2 ");
        assertThat(verified(folder.resolve("nowhere.zip"))).startsWith("2 ");
    }

    private Path rewritten(String name, UnaryOperator<byte[]> change) throws IOException {
        Path changed = folder.resolve("changed.zip");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(WHOLE));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] octets = in.readAllBytes();
                byte[] kept = entry.getName().equals(name) ? change.apply(octets) : octets;
                if (kept != null) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(kept);
                    out.closeEntry();
                }
            }
        }
        return changed;
    }

    private static String verified(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = VerifyExport.run(List.of(file.toString()), new PrintStream(out, true, StandardCharsets.UTF_8));
        return exit + " " + out.toString(StandardCharsets.UTF_8);
    }
}
