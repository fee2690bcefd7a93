package io.snodo.ops.attack.seen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How long two kinds of answers took, asked in turn, in pairs of random order. They count as told apart where the signed
 * ranks of the pairs' differences are further from chance than {@link #DEVIATIONS} (Wilcoxon) and the medians differ by
 * more than {@link #SHARE} and by more than {@link #LEAST}. Noise can hide a difference smaller than that.
 */
public final class Timings {
    /** Less than one in a million by chance. */
    public static final double DEVIATIONS = 5;

    public static final double SHARE = 0.05;
    /** Nanoseconds: what cannot be seen over a network by somebody with a few thousand tries. */
    public static final double LEAST = 100_000;

    private final List<Long> another = new ArrayList<>();
    private final List<Long> absent = new ArrayList<>();

    /** What came of comparing; times in milliseconds. */
    public record Verdict(int pairs, double another, double absent, double deviations, boolean apart) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "median of %d pairs: another's %.2f ms, not there %.2f ms, %.1f deviations from chance",
                    pairs,
                    another,
                    absent,
                    deviations);
        }
    }

    /** One pair, in nanoseconds. */
    public void add(long ofAnothers, long ofAbsent) {
        another.add(ofAnothers);
        absent.add(ofAbsent);
    }

    public Verdict verdict() {
        double one = median(another);
        double other = median(absent);
        double z = signedRanks();
        double apart = Math.abs(one - other);
        return new Verdict(
                another.size(),
                one / 1e6,
                other / 1e6,
                z,
                Math.abs(z) > DEVIATIONS && apart > LEAST && apart > SHARE * Math.min(one, other));
    }

    private double signedRanks() {
        List<Long> differences = new ArrayList<>();
        for (int i = 0; i < another.size(); i++) {
            long difference = another.get(i) - absent.get(i);
            if (difference != 0) {
                differences.add(difference);
            }
        }
        differences.sort(Comparator.comparingLong(Math::abs));
        double n = differences.size();
        double sum = 0;
        for (int i = 0; i < differences.size(); i++) {
            sum += Long.signum(differences.get(i)) * (i + 1.0);
        }
        return n == 0 ? 0 : sum / Math.sqrt(n * (n + 1) * (2 * n + 1) / 6);
    }

    private static double median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
