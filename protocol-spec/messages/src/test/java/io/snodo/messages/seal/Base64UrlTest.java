package io.snodo.messages.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @ParameterizedTest
    @ValueSource(
            strings = {"QQ==", "QUI=", "QR", "QUJ", "Q", "QUJD=", "QUJD==", "QUJD====", "QU\nI", "QUI ", "QUI+", "QU I"
            })
    void aTextInAnotherSpellingIsRefused(String text) {
        assertThatThrownBy(() -> Base64Url.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Held against the definition: a text is taken exactly if it is what its octets are written as. */
    @Test
    void ofAllThatCanBeReadOneSpellingIsTaken() {
        Random random = new Random(7);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(12), 0, LETTERS.length()).forEach(at -> text.append(LETTERS.charAt(at)));
            text.append("=".repeat(random.nextInt(8) == 0 ? random.nextInt(3) : 0));
            boolean itsOwn = isItsOwn(text.toString());
            assertThat(isTaken(text.toString())).as(text.toString()).isEqualTo(itsOwn);
            taken += itsOwn ? 1 : 0;
        }
        assertThat(taken).isBetween(1_000, 19_000);
    }

    private static boolean isItsOwn(String text) {
        try {
            byte[] read = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(read).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isTaken(String text) {
        try {
            Base64Url.decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
