package io.snodo.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void makesEachColumnAsWideAsItsWidestCell() {
        Table table = new Table("what", "address")
                .row("Desk of Parma", "http://127.0.0.1:8102/")
                .row("API", "");

        assertThat(table.toString().lines())
                .containsExactly(
                        "  what           address",
                        "  -------------  ----------------------",
                        "  Desk of Parma  http://127.0.0.1:8102/",
                        "  API");
    }

    @Test
    void takesNoRowThatDoesNotFitTheHeadings() {
        assertThatThrownBy(() -> new Table("one", "two").row("only")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void welcomesWithEveryDeskAndTheLoginsThatOpenIt() {
        assertThat(Welcome.table(Ports.USUAL).toString())
                .contains("http://127.0.0.1:8101/", "http://127.0.0.1:8104/", "http://127.0.0.1:8080/console")
                .contains(Logins.OPERATOR.username(), Logins.HUB_OPERATOR.username(), Logins.PASSWORD);
    }
}
