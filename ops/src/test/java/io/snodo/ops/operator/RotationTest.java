package io.snodo.ops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.ops.authority.DemoAuthority;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
    @TempDir
    private Path root;

    private DemoAuthority authority;
    private Path certificates;

    @BeforeEach
    void furnish() throws Exception {
        authority = DemoAuthority.in(root.resolve("keys"), Clock.offset(Clock.systemUTC(), Duration.ofDays(-10)));
        certificates = Files.createDirectories(root.resolve("tenants/parma/certificates"));
        Files.writeString(root.resolve("tenants/parma/tenant.yaml"), "member: c_g337\n");
        authority.vouch("c_g337", certificates.resolve("seal.pem"));
        authority = DemoAuthority.in(root.resolve("keys"), Clock.systemUTC());
    }

    @Test
    void theNewKeyLiesBesideTheOldOneUntilTheRotationIsFinished() throws Exception {
        Path next = vouched("c_g337");
        assertThat(rotate("c_g337", "--seal", next.toString())).startsWith("0 ").contains("--finish");
        assertThat(seals()).hasSize(2).contains("seal.pem");
        assertThat(rotate("c_g337", "--finish")).startsWith("0 ").contains("Taken away", "seal.pem");
        assertThat(seals()).hasSize(1).doesNotContain("seal.pem");
    }

    @Test
    void whatIsNoNewSealOfThatMemberIsTurnedAway() throws Exception {
        assertThat(rotate("c_g337", "--seal", vouched("c_l736").toString()))
                .startsWith("1 ")
                .contains("another's");
        assertThat(rotate("c_g337", "--seal", certificates.resolve("seal.pem").toString()))
                .startsWith("1 ")
                .contains("needs a new key");
        assertThat(rotate(
                        "c_g337",
                        "--seal",
                        root.resolve("tenants/parma/tenant.yaml").toString()))
                .startsWith("1 ")
                .contains("holds no certificate");
        assertThat(rotate("c_g337", "--finish")).startsWith("1 ").contains("one seal only");
        assertThat(rotate("c_x999", "--finish")).startsWith("1 ").contains("no member c_x999");
        assertThat(rotate("c_g337")).startsWith("2 ");
        assertThat(seals()).containsExactly("seal.pem");
    }

    @Test
    void whoHasJoinedWithAnInvitationIsLeftToItsSpoke() throws Exception {
        Files.createDirectories(root.resolve("tenants/milano"));
        Files.writeString(root.resolve("tenants/milano/tenant.yaml"), "member: c_f205\n");
        assertThat(rotate("c_f205", "--seal", vouched("c_f205").toString()))
                .startsWith("1 ")
                .contains("ops/snodo rotate c_f205");
    }

    private Path vouched(String member) throws Exception {
        Path file = root.resolve(member + ".pem");
        authority.vouch(member, file);
        return file;
    }

    private List<String> seals() throws Exception {
        try (Stream<Path> files = Files.list(certificates)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private String rotate(String... arguments) {
        List<String> all = new ArrayList<>(List.of("rotate"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--into", root.resolve("tenants").toString()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Snodo.run(all, InputStream.nullInputStream(), out, out);
        return code + " " + said.toString(StandardCharsets.UTF_8);
    }
}
