package io.snodo.spoke.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.TicketNumber;
import io.snodo.spoke.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketNumbersTest {
    @TempDir
    Path folder;

    @Test
    void neverMintsANumberTwiceAlsoAfterARestart() {
        TicketNumber first;
        try (Store store = Store.open(folder)) {
            first = new TicketNumbers(store.jdbc(), "L736").next();
        }
        try (Store store = Store.open(folder)) {
            TicketNumber second = new TicketNumbers(store.jdbc(), "L736").next();

            assertThat(first).isEqualTo(TicketNumber.mint("L736", 1));
            assertThat(second).isEqualTo(TicketNumber.mint("L736", 2));
        }
    }
}
