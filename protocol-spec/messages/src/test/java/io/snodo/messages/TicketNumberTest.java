package io.snodo.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketNumberTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    @Test
    void isMintedFromPrefixAndSerial() {
        assertThat(TicketNumber.mint("L736", 42)).hasToString("L736-000042-T");
        assertThat(TicketNumber.mint("L736", 42).prefix()).isEqualTo("L736");
        assertThat(TicketNumber.mint("L736", 12_345_678)).hasToString("L736-12345678-E");
    }

    /** The example of the Global Release Identifier, whose check character is MOD 37,36 too: A1-2425G-ABC1234002-M. */
    @Test
    void hasTheCheckCharacterOfIso7064() {
        assertThat(checkOf("A12425GABC1234002")).isEqualTo('M');
        numbers().forEach(number -> {
            String plain = number.value().replace("-", "");
            assertThat(checkOf(plain.substring(0, plain.length() - 1))).isEqualTo(plain.charAt(plain.length() - 1));
        });
    }

    @Test
    void findsEverySingleWrongCharacter() {
        List<String> missed = new ArrayList<>();
        numbers().map(TicketNumber::value).forEach(value -> {
            for (int i = 0; i < value.length(); i++) {
                for (char wrong : ALPHABET.toCharArray()) {
                    String mistyped = value.substring(0, i) + wrong + value.substring(i + 1);
                    if (value.charAt(i) != '-'
                            && value.charAt(i) != wrong
                            && read(mistyped).isPresent()) {
                        missed.add(mistyped);
                    }
                }
            }
        });
        assertThat(missed).isEmpty();
    }

    @Test
    void finds98Of100SwapsOfNeighbours() {
        int swaps = 0;
        int missed = 0;
        for (TicketNumber number : numbers().toList()) {
            String value = number.value();
            for (int i = 0; i + 1 < value.length(); i++) {
                // across a dash the neighbours are the characters on both its sides
                int j = value.charAt(i + 1) == '-' ? i + 2 : i + 1;
                if (value.charAt(i) != '-' && value.charAt(i) != value.charAt(j)) {
                    StringBuilder swapped = new StringBuilder(value);
                    swapped.setCharAt(i, value.charAt(j));
                    swapped.setCharAt(j, value.charAt(i));
                    swaps++;
                    missed += read(swapped.toString()).isPresent() ? 1 : 0;
                }
            }
        }
        assertThat(swaps).isGreaterThan(1_000);
        assertThat((double) missed / swaps).isBetween(0.0, 0.02);
    }

    @ParameterizedTest
    @ValueSource(strings = {" l736-000042-t ", "L736 000042 T", "l736 - 000042 - t"})
    void isReadAsPeopleTypeIt(String typed) {
        assertThat(TicketNumber.typed(typed)).isEqualTo(TicketNumber.mint("L736", 42));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "L736-000042-A",
                "L736-42-T",
                "l736-000042-t",
                "L736-000042-T\n",
                "L7366666-000042-T",
                "L736-000042"
            })
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TicketNumber(text));
    }

    @Test
    void hasNoNumberForASerialThatIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> TicketNumber.mint("L736", 10_000_000_000L));
        assertThatIllegalArgumentException().isThrownBy(() -> TicketNumber.mint("L736", -1));
    }

    private static Stream<TicketNumber> numbers() {
        return Stream.of("L736", "G337", "B157", "H224", "ABC", "Z9Z9Z9")
                .flatMap(prefix -> LongStream.range(0, 30).mapToObj(n -> TicketNumber.mint(prefix, n * n * 1019)));
    }

    private static Optional<TicketNumber> read(String text) {
        try {
            return Optional.of(new TicketNumber(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The standard's own words: hybrid system, modulus 36 then 37, computed from the left. */
    private static char checkOf(String stem) {
        int product = 36;
        for (char c : stem.toCharArray()) {
            int sum = (product + ALPHABET.indexOf(c)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        for (int check = 0; check < 36; check++) {
            if ((product + check) % 36 == 1) {
                return ALPHABET.charAt(check);
            }
        }
        throw new AssertionError(stem);
    }
}
