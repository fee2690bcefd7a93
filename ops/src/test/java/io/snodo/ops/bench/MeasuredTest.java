package io.snodo.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    @Test
    void readsRateAndPercentilesFromTheLatenciesOfWhatArrived() {
        long[] oneToHundredMillis =
                LongStream.rangeClosed(1, 100).map(i -> i * 1_000_000).toArray();

        ProcessorTime spent = new ProcessorTime(Duration.ofMillis(200), Duration.ofMillis(50));

        assertThat(Measured.of(oneToHundredMillis, 4, spent)).isEqualTo(new Measured(25, 50, 99, 2, 0.5));
    }

    @Test
    void takesTheMedianOfTheRoundsSoThatOneDisturbedRoundDoesNotCount() {
        Measured good = new Measured(1000, 5, 20, 1, 0);
        Measured disturbed = new Measured(10, 900, 4000, 9, 3);

        assertThat(Measured.median(List.of(good, disturbed, good))).isEqualTo(good);
    }

    @Test
    void endsEachLineInTheRatio() {
        assertThat(Bench.line(Trial.AMQP, 8, new Measured(2000, 3, 9, 0.5, 0), new Measured(840, 7.25, 31, 1.5, 0.25)))
                .isEqualTo("AMQP,  8 senders: relay  2,000/s p50    3.0 ms p99    9.0 ms cpu 0.50+0.00 ms"
                        + " | ours    840/s p50    7.3 ms p99   31.0 ms cpu 1.50+0.25 ms | ratio 0.42");
    }

    @Test
    void saysWhichOptionIsWrong() {
        assertThat(BenchOptions.of("--senders", "1,4").senders()).containsExactly(1, 4);
        assertThat(BenchOptions.of("--bindings", "soap,rest").bindings()).containsExactly(Trial.REST, Trial.SOAP);
        assertThatThrownBy(() -> BenchOptions.of("--bindings", "fax")).hasMessageContaining("amqp,rest,soap");
        assertThatThrownBy(() -> BenchOptions.of("--seconds", "zero")).hasMessageContaining("--seconds");
        assertThatThrownBy(() -> BenchOptions.of("--quick")).hasMessageContaining("--quick");
    }
}
