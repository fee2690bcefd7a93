package io.snodo.hub.citizens;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.TicketNumber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNumberTest {
    private static final List<String> PREFIXES = List.of("L73", "L736", "G337");
    private static final TicketNumber NUMBER = TicketNumber.mint("L736", 42);
    private static final char CHECK = NUMBER.value().charAt(NUMBER.value().length() - 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L736-000042-%s",
                " l736 000042 %s ",
                "L736000042%s",
                "l736/000042/%s",
                "L736–000042–%s",
                "l736.000042.%s"
            })
    void readsWhatAPersonTypes(String form) {
        assertThat(TypedNumber.read(form.formatted(CHECK), PREFIXES)).contains(NUMBER);
    }

    @Test
    void readsALongSerialWithoutDashes() {
        TicketNumber large = TicketNumber.mint("L736", 1_234_567);
        assertThat(TypedNumber.read(large.value().replace("-", ""), List.of("G337", "L736")))
                .contains(large);
    }

    @Test
    void doesNotTakeAMistypedOne() {
        assertThat(TypedNumber.read("L736-000043-" + CHECK, PREFIXES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "42",
                "'; drop table ticket",
                "L736-000042-",
                "----------------------------------------------"
            })
    void isNotUpsetByAnything(String typed) {
        assertThat(TypedNumber.read(typed, PREFIXES)).isEmpty();
    }
}
