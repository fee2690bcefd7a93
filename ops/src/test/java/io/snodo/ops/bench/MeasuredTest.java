package io.snodo.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    @Test
    void readsRateAndPercentilesFromTheLatenciesOfWhatArrived() {
        long[] oneToHundredMillis =
                LongStream.rangeClosed(1, 100).map(i -> i * 1_000_000).toArray();

        assertThat(Measured.of(oneToHundredMillis, 4)).isEqualTo(new Measured(25, 50, 99));
    }

    @Test
    void takesTheMedianOfTheRoundsSoThatOneDisturbedRoundDoesNotCount() {
        Measured good = new Measured(1000, 5, 20);
        Measured disturbed = new Measured(10, 900, 4000);

        assertThat(Measured.median(List.of(good, disturbed, good))).isEqualTo(good);
    }

    @Test
    void endsEachLineInTheRatio() {
        assertThat(Bench.line(8, new Measured(2000, 3, 9), new Measured(840, 7.25, 31)))
                .isEqualTo(" 8 senders: relay  2,000/s p50    3.0 ms p99    9.0 ms"
                        + " | ours    840/s p50    7.3 ms p99   31.0 ms | ratio 0.42");
    }

    @Test
    void saysWhichOptionIsWrong() {
        assertThat(BenchOptions.of("--senders", "1,4").senders()).containsExactly(1, 4);
        assertThatThrownBy(() -> BenchOptions.of("--seconds", "zero")).hasMessageContaining("--seconds");
        assertThatThrownBy(() -> BenchOptions.of("--quick")).hasMessageContaining("--quick");
    }
}
