package io.snodo.spoke.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorsTest {
    @TempDir
    Path folder;

    @Test
    void aColleagueIsCalledByNameAsLongAsThereIsTheLogin() throws IOException {
        Operators operators = operators("{bcrypt}x");

        assertThat(operators.displayName("giulia")).contains("Giulia Rossi");
        assertThat(operators.displayName("anna")).isEmpty();
    }

    @Test
    void aPasswordInClearIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> operators("segreto"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("giulia")
                .hasMessageNotContaining("segreto");
    }

    private Operators operators(String password) throws IOException {
        return new Operators(Files.writeString(
                folder.resolve("operators.yaml"),
                "- {username: giulia, password: \"" + password + "\", name: Giulia Rossi, roles: [OPERATOR]}\n"));
    }
}
