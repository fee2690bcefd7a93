package io.snodo.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchOptionsTest {
    @Test
    void overHttpTheFirstAndTheLastCountAreMeasuredSoThatTheWholeEndsInTime() {
        BenchOptions usual = BenchOptions.of();

        assertThat(usual.senders(Trial.AMQP)).containsExactly(1, 8, 32);
        assertThat(usual.senders(Trial.REST)).containsExactly(1, 32);
        assertThat(usual.senders(Trial.SOAP)).containsExactly(1, 32);
    }

    @Test
    void oneCountThatIsAskedForIsMeasuredOnce() {
        assertThat(BenchOptions.of("--senders", "8").senders(Trial.REST)).containsExactly(8);
    }

    /** What the compilers take is no part of a message: it would be the most of it in the first minutes. */
    @Test
    void processorTimeGoesForwardWithoutTheCompilers() {
        ProcessorTime before = ProcessorTime.now(java.nio.file.Path.of("/nowhere"));
        long end = System.nanoTime() + 50_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        assertThat(ProcessorTime.now(java.nio.file.Path.of("/nowhere"))
                        .since(before)
                        .here())
                .isPositive();
    }
}
