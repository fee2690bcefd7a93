package io.snodo.spoke.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
    private static final Order LATEST = Order.falling("next", "name");
    private static final Order EARLIEST = Order.rising("next", "name");

    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Store.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aShortListIsOnePage() {
        rows(1, Page.SIZE);

        Page<Long> page = read(EARLIEST, Place.START);

        assertThat(page.rows()).isEqualTo(numbers(1, 20));
        assertThat(page.previous()).isNull();
        assertThat(page.next()).isNull();
    }

    @Test
    void aLongListIsReadForwardsAndBackwardsWithoutGapOrRepetition() {
        rows(1, 45);

        Page<Long> first = read(EARLIEST, Place.START);
        Page<Long> second = read(EARLIEST, first.next());
        Page<Long> third = read(EARLIEST, second.next());

        assertThat(first.rows()).isEqualTo(numbers(1, 20));
        assertThat(second.rows()).isEqualTo(numbers(21, 40));
        assertThat(third.rows()).isEqualTo(numbers(41, 45));
        assertThat(third.next()).isNull();
        assertThat(read(EARLIEST, third.previous())).isEqualTo(second);
        assertThat(read(EARLIEST, second.previous())).isEqualTo(first);
    }

    @Test
    void theLatestFirstIsTheSameTheOtherWayRound() {
        rows(1, 25);

        Page<Long> first = read(LATEST, Place.START);

        assertThat(first.rows()).isEqualTo(numbers(6, 25).reversed());
        assertThat(read(LATEST, first.next()).rows()).isEqualTo(numbers(1, 5).reversed());
    }

    @Test
    void rowsThatAgreeInTheFirstKeyAreToldApartByTheLast() {
        for (int i = 10; i < 60; i++) {
            row("s" + i, 7);
        }
        List<String> met = new ArrayList<>();
        Place place = Place.START;
        while (place != null) {
            Page<String> page = EARLIEST.page(
                    store.jdbc(), "serial where next = ?", List.of(7), (row, _) -> row.getString("name"), place);
            met.addAll(page.rows());
            place = page.next();
        }

        assertThat(met).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void whatComesMeanwhileMovesNobodyToAnotherPage() {
        rows(1, 45);
        Page<Long> first = read(LATEST, Place.START);

        rows(46, 60);

        assertThat(read(LATEST, first.next()).rows()).isEqualTo(numbers(6, 25).reversed());
    }

    @Test
    void aPageThatIsGoneLeadsToTheStart() {
        rows(1, 45);
        Place last = read(EARLIEST, read(EARLIEST, Place.START).next()).next();
        store.jdbc().sql("delete from serial where next > 30").update();

        assertThat(read(EARLIEST, last)).isEqualTo(read(EARLIEST, Place.START));
    }

    @Test
    void aPlaceIsReadAsItIsWritten() {
        Place place = new Place(Place.Side.BEFORE, List.of("1795338000000", "L736-000042-T"));

        assertThat(Place.read(place.toString())).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "after", "after~", "beside~1", "after~1;drop", "after~1~2~3~4", "before~é"})
    void whatNamesNoPlaceIsTheStart(String typed) {
        assertThat(Place.read(typed)).isEqualTo(Place.START);
    }

    @Test
    void aPlaceOfAnotherListIsTheStart() {
        rows(1, 30);

        assertThat(read(EARLIEST, Place.read("after~7"))).isEqualTo(read(EARLIEST, Place.START));
    }

    private Page<Long> read(Order order, Place place) {
        return order.page(
                store.jdbc(), "serial where name <> ?", List.of("nobody"), (row, _) -> row.getLong("next"), place);
    }

    private void rows(long from, long to) {
        store.transaction()
                .executeWithoutResult(_ -> LongStream.rangeClosed(from, to).forEach(i -> row("n" + i, i)));
    }

    private void row(String name, long next) {
        store.jdbc()
                .sql("insert into serial (name, next) values (?, ?)")
                .params(name, next)
                .update();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
