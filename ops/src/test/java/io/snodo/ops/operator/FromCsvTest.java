package io.snodo.ops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file of members, with and without faults. */
class FromCsvTest {
    private static final String COLUMNS = "code;name;prefix;istat;binding;endpoint;skills\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void tenants() throws Exception {
        Path parma = Files.createDirectories(folder.resolve("parma"));
        Files.writeString(parma.resolve("tenant.yaml"), "member: c_g337\nprefix: G337\n");
        Files.writeString(
                folder.resolve("vocabulary.yaml"), "version: 1\ncategories: [{code: acqua}, {code: verde}]\n");
    }

    @Test
    void aHundredAndFiftyMembersComeFromOneFileAndADryRunWritesNothing() throws Exception {
        StringBuilder csv = new StringBuilder(COLUMNS);
        for (int i = 100; i < 250; i++) {
            csv.append("c_x%d;\"Comune di Prova; n. %d\";X%d;%06d;amqp;;acqua verde\n".formatted(i, i, i, i));
        }

        assertThat(run(csv, "--dry-run"))
                .startsWith("0 would write  c_x100")
                .contains("Comune di Prova; n. 249")
                .contains("150 members, no fault");
        assertThat(folder.resolve("c_x100")).doesNotExist();

        assertThat(run(csv)).startsWith("0 written").contains("150 members in");
        assertThat(folder.resolve("c_x249/tenant.yaml"))
                .content()
                .contains("member: \"c_x249\"")
                .contains("prefix: \"X249\"")
                .contains("- \"verde\"");
        assertThat(folder.resolve("c_x249/certificates")).doesNotExist();
    }

    @Test
    void everyFaultIsToldByItsLineAndThenNothingIsWritten() throws Exception {
        String told = run(new StringBuilder(COLUMNS)
                .append("c_a001;Buono;A001;027042;;;acqua\n")
                .append("c_g337;Doppio;B001;027042;;;\n")
                .append("c_a003;Prefisso doppio;A001;027042;;;\n")
                .append("c_a004;Corto;A004;2704;;;\n")
                .append("c_a005;Via;A005;027042;colomba;;\n")
                .append("c_a006;Chiamato;A006;027042;rest-push;;\n")
                .append("c_a007;In chiaro;A007;027042;rest-push;http://x.example;\n")
                .append("c_a008;Materia;A008;027042;;;astrologia\n")
                .append("c_a009;Pochi campi;A009\n")
                .append("!;;!;;;;\n"));

        assertThat(told)
                .startsWith("1 ")
                .doesNotContain("line 2:")
                .contains("line 3: code c_g337 is taken by the folder parma")
                .contains("line 4: prefix A001 is taken by line 2")
                .contains("line 5: istat must be six digits: 2704")
                .contains("line 6: binding must be one of")
                .contains("line 7: endpoint is missing")
                .contains("line 8: endpoint must be an https address")
                .contains("line 9: no category of the network's vocabulary: astrologia")
                .contains("line 10: 3 fields, and 7 columns")
                .contains("line 11: code is no IPA code: !")
                .contains("line 11: name is missing")
                .contains("nothing is written: 12 faults");
        assertThat(folder.resolve("c_a001")).doesNotExist();
    }

    @Test
    void aColumnThatNobodyKnowsIsSaid() throws Exception {
        assertThat(run(new StringBuilder("code,name,prefix,istat,colour\n")))
                .contains("line 1: there is no column colour");
        assertThat(run(new StringBuilder("code,name,prefix\n"))).contains("line 1: the column istat is missing");
    }

    private String run(CharSequence csv, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("members.csv"), csv);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        List<String> arguments =
                new java.util.ArrayList<>(List.of("members-from-csv", file.toString(), "--into", folder.toString()));
        arguments.addAll(List.of(more));
        int code = Snodo.run(arguments, InputStream.nullInputStream(), out, out);
        return code + " " + told.toString(StandardCharsets.UTF_8);
    }
}
