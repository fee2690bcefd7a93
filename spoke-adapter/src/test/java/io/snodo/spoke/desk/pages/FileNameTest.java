package io.snodo.spoke.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNameTest {
    @Test
    void whereAFileLayIsNotItsName() {
        assertThat(FileName.of("C:\\Utenti\\foto.jpg")).isEqualTo("foto.jpg");
        assertThat(FileName.of("../../foto.jpg")).isEqualTo("foto.jpg");
    }

    @Test
    void whatIsNotSeenIsNotInIt() {
        assertThat(FileName.of("Fattura_\u202Efdp.exe")).isEqualTo("Fattura_fdp.exe");
        assertThat(FileName.of("a\u0085b\u200F\u2066c\u2069\u061C\u2028\t.pdf")).isEqualTo("abc.pdf");
        assertThat(FileName.of("perché è così.pdf")).isEqualTo("perché è così.pdf");
    }

    @Test
    void thereIsAlwaysANameAndItsEndIsKept() {
        assertThat(FileName.of(null)).isEqualTo("file");
        assertThat(FileName.of("\u200F")).isEqualTo("file");
        assertThat(FileName.of("x".repeat(300) + ".pdf")).hasSize(200).endsWith(".pdf");
    }
}
