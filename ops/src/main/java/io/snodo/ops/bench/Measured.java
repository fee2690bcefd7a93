package io.snodo.ops.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one measurement came to.
 *
 * @param rate messages a second that reached their end within the time
 * @param p50, p99 milliseconds from the sender's beginning to the recipient's end
 * @param here, database milliseconds of processor time a message, in this process and in PostgreSQL
 */
record Measured(double rate, double p50, double p99, double here, double database) {

    static Measured of(long[] latencyNanos, double seconds, ProcessorTime spent) {
        long[] sorted = latencyNanos.clone();
        Arrays.sort(sorted);
        return new Measured(
                sorted.length / seconds,
                percentile(sorted, 0.50),
                percentile(sorted, 0.99),
                spent.here().toNanos() / 1e6 / sorted.length,
                spent.database().toNanos() / 1e6 / sorted.length);
    }

    /** Each figure's median over several rounds; one disturbed round does not move it. */
    static Measured median(List<Measured> rounds) {
        return new Measured(
                median(rounds, Measured::rate),
                median(rounds, Measured::p50),
                median(rounds, Measured::p99),
                median(rounds, Measured::here),
                median(rounds, Measured::database));
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        List<Double> sorted = rounds.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static double percentile(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
