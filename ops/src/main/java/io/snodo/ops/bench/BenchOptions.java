package io.snodo.ops.bench;

import io.snodo.ops.demo.CannotStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was asked for; {@code ops/bench --help} explains it.
 *
 * @param home the project's folder
 * @param each how long each measurement lasts
 * @param rounds how often the two paths take turns
 * @param senders how many senders at once, one measurement each; bindings over HTTP are measured with the first and last
 * @param bindings which are measured
 */
record BenchOptions(Path home, Duration each, int rounds, List<Integer> senders, Set<Trial> bindings, boolean profile) {

    static BenchOptions of(String... args) {
        Path home = Path.of("");
        int seconds = 5;
        int rounds = 3;
        List<Integer> senders = List.of(1, 8, 32);
        Set<Trial> bindings = EnumSet.allOf(Trial.class);
        boolean profile = false;
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--profile" -> profile = true;
                case "--home" -> home = Path.of(rest.next());
                case "--seconds" -> seconds = positive(option, rest);
                case "--rounds" -> rounds = positive(option, rest);
                case "--bindings" -> bindings = bindings(option, next(option, rest));
                case "--senders" ->
                    senders = Arrays.stream(next(option, rest).split(","))
                            .map(text -> positive(option, List.of(text).iterator()))
                            .toList();
                default -> throw new CannotStart("there is no option " + option + "; see ops/bench --help");
            }
        }
        return new BenchOptions(
                home.toAbsolutePath().normalize(), Duration.ofSeconds(seconds), rounds, senders, bindings, profile);
    }

    /** How many senders at once over {@code trial}: HTTP is slower to measure, and says the same in between. */
    List<Integer> senders(Trial trial) {
        return trial == Trial.AMQP || senders.size() < 3 ? senders : List.of(senders.getFirst(), senders.getLast());
    }

    private static Set<Trial> bindings(String option, String text) {
        try {
            return Arrays.stream(text.toUpperCase(Locale.ROOT).split(","))
                    .map(Trial::valueOf)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Trial.class)));
        } catch (IllegalArgumentException e) {
            throw new CannotStart(option + " wants some of amqp,rest,soap, not " + text, e);
        }
    }

    static String next(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new CannotStart(option + " wants a value; see ops/bench --help");
        }
        return rest.next();
    }

    static int positive(String option, Iterator<String> rest) {
        String text = next(option, rest);
        if (!text.strip().matches("[1-9][0-9]{0,3}")) {
            throw new CannotStart(option + " wants a number from 1 to 9999, not " + text);
        }
        return Integer.parseInt(text.strip());
    }
}
