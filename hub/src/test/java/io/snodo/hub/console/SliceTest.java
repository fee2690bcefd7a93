package io.snodo.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0,,",
        "0, 1, 0, 0,",
        "250, 0, 100,, 1",
        "250, 1, 100, 0, 2",
        "250, 2, 50, 1,",
        "200, 1, 100, 0,",
        "200, 2, 0, 1,",
        "250, -7, 100,, 1",
        "250, 9223372036854775807, 0, 2,"
    })
    void endsWhereTheRowsEnd(int all, long page, int shown, Long previous, Long next) {
        List<Integer> rows = IntStream.range(0, all).boxed().toList();
        Slice<Integer> slice = Slice.of(rows, page, 100);
        assertThat(slice.rows()).hasSize(shown);
        assertThat(slice.previous()).isEqualTo(previous);
        assertThat(slice.next()).isEqualTo(next);
    }
}
