package io.snodo.hub.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The messages of the last minutes, counted. {@code total} is what the minutes sum up to. */
public record Traffic(List<Minute> minutes, List<Count> types, List<Count> senders, List<Count> bindings, long total) {
    static final Duration SPAN = Duration.ofMinutes(15);
    private static final int HEIGHT = 100;
    private static final int MOST = 50;

    /** A bar of the chart: {@code bar} is its height from 0 to 100, {@code place} counts from 0. */
    public record Minute(ZonedDateTime at, long messages, int place, long bar) {}

    /** How many of something, {@code now} of them in the last whole minute. */
    public record Count(String name, long messages, long now) {}

    static Traffic of(
            List<Sights.Flow> flows,
            Function<Sights.Flow, String> senderName,
            Function<Sights.Flow, String> binding,
            Instant now) {
        Map<Instant, Long> byMinute = flows.stream()
                .collect(Collectors.groupingBy(Sights.Flow::minute, Collectors.summingLong(Sights.Flow::messages)));
        long most = byMinute.values().stream().mapToLong(Long::longValue).max().orElse(1);
        Instant last = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(1));
        List<Minute> minutes = new ArrayList<>();
        Instant first = now.truncatedTo(ChronoUnit.MINUTES).minus(SPAN).plus(Duration.ofMinutes(1));
        for (int i = 0; i < SPAN.toMinutes(); i++) {
            Instant minute = first.plus(Duration.ofMinutes(i));
            long messages = byMinute.getOrDefault(minute, 0L);
            minutes.add(new Minute(minute.atZone(Network.ZONE), messages, i, messages * HEIGHT / most));
        }
        return new Traffic(
                minutes,
                counts(flows, Sights.Flow::type, last),
                counts(flows, senderName, last),
                counts(flows, binding, last),
                minutes.stream().mapToLong(Minute::messages).sum());
    }

    /** The most messages in one minute. */
    public long peak() {
        return minutes.stream().mapToLong(Minute::messages).max().orElse(0);
    }

    private static List<Count> counts(List<Sights.Flow> flows, Function<Sights.Flow, String> by, Instant last) {
        return flows.stream().collect(Collectors.groupingBy(by)).entrySet().stream()
                .map(entry -> new Count(
                        entry.getKey(),
                        sum(entry.getValue().stream()),
                        sum(entry.getValue().stream()
                                .filter(flow -> flow.minute().equals(last)))))
                .sorted(Comparator.comparingLong(Count::messages).reversed().thenComparing(Count::name))
                .limit(MOST)
                .toList();
    }

    private static long sum(Stream<Sights.Flow> flows) {
        return flows.mapToLong(Sights.Flow::messages).sum();
    }
}
