package io.snodo.ops.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/** How long quiet members' messages took, sorted, in nanoseconds: to the sender's receipt, and to their recipient. */
record Quiet(long[] stamped, long[] delivered) {
    static final Quiet NOTHING = new Quiet(new long[0], new long[0]);

    Quiet and(Quiet more) {
        return new Quiet(sorted(stamped, more.stamped), sorted(delivered, more.delivered));
    }

    private static long[] sorted(long[] one, long[] other) {
        return LongStream.concat(Arrays.stream(one), Arrays.stream(other))
                .sorted()
                .toArray();
    }

    /** One line of the table. */
    static String line(String name, Quiet calm, Quiet noisy, int lost) {
        return String.format(
                Locale.ROOT,
                "%-22s receipt %s | delivery %s%s",
                name,
                figures(calm.stamped, noisy.stamped),
                figures(calm.delivered, noisy.delivered),
                lost == 0 ? "" : " | " + lost + " never arrived");
    }

    private static String figures(long[] calm, long[] noisy) {
        return String.format(
                Locale.ROOT,
                "p50 %6.1f → %6.1f ms (%.2f)  p99 %6.1f → %6.1f ms (%.2f)",
                Measured.percentile(calm, 0.5),
                Measured.percentile(noisy, 0.5),
                Measured.percentile(noisy, 0.5) / Measured.percentile(calm, 0.5),
                Measured.percentile(calm, 0.99),
                Measured.percentile(noisy, 0.99),
                Measured.percentile(noisy, 0.99) / Measured.percentile(calm, 0.99));
    }
}
