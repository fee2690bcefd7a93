package io.snodo.hub.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    void leavesWhatItTakesAndNothingElse() {
        assertThat(Shrinking.shortest(HUNDRED, 1000, all -> all.contains(17) && all.contains(83)))
                .containsExactly(17, 83);
        assertThat(Shrinking.shortest(HUNDRED, 1000, all -> all.contains(99))).containsExactly(99);
    }

    @Test
    void givesUpAfterItsTries() {
        assertThat(Shrinking.shortest(HUNDRED, 1, all -> all.size() > 10)).hasSizeBetween(50, 100);
        assertThat(Shrinking.shortest(HUNDRED, 0, all -> true)).isEqualTo(HUNDRED);
    }
}
