package io.snodo.ops.bench;

import io.snodo.ops.bench.noise.Kind;
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
 * What was asked for; {@code ops/bench noisy --help} explains it.
 *
 * @param home the project's folder
 * @param each how long it is quiet, and how long it is noisy, in each round
 * @param perSecond how often the quiet members say something
 * @param settings of the hub's, beside the usual
 */
record NoisyOptions(
        Path home,
        Duration each,
        int rounds,
        int perSecond,
        Set<Trial> bindings,
        Set<Kind> kinds,
        List<String> settings) {

    static NoisyOptions of(String... args) {
        Path home = Path.of("");
        int seconds = 10;
        int rounds = 5;
        int perSecond = 12;
        Set<Trial> bindings = EnumSet.of(Trial.AMQP, Trial.REST);
        Set<Kind> kinds = EnumSet.allOf(Kind.class);
        List<String> settings = new java.util.ArrayList<>();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--home" -> home = Path.of(BenchOptions.next(option, rest));
                case "--seconds" -> seconds = BenchOptions.positive(option, rest);
                case "--rounds" -> rounds = BenchOptions.positive(option, rest);
                case "--rate" -> perSecond = BenchOptions.positive(option, rest);
                case "--bindings" -> bindings = some(Trial.class, option, rest);
                case "--kinds" -> kinds = some(Kind.class, option, rest);
                case "--setting" -> settings.add(BenchOptions.next(option, rest));
                default -> throw new CannotStart("there is no option " + option + "; see ops/bench noisy --help");
            }
        }
        if (bindings.contains(Trial.SOAP)) {
            throw new CannotStart("--bindings wants amqp, rest or both: SOAP is limited where REST is");
        }
        return new NoisyOptions(
                home.toAbsolutePath().normalize(),
                Duration.ofSeconds(seconds),
                rounds,
                perSecond,
                bindings,
                kinds,
                List.copyOf(settings));
    }

    private static <E extends Enum<E>> Set<E> some(Class<E> type, String option, Iterator<String> rest) {
        String text = BenchOptions.next(option, rest);
        try {
            return Arrays.stream(text.toUpperCase(Locale.ROOT).split(",", -1))
                    .map(name -> Enum.valueOf(type, name))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
        } catch (IllegalArgumentException e) {
            throw new CannotStart(option + " does not know all of " + text + "; see ops/bench noisy --help", e);
        }
    }
}
