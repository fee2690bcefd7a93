package io.snodo.ops.conformance;

import io.snodo.conformance.Kit;
import io.snodo.ops.demo.CannotStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What was asked for; {@code ops/conformance --help} explains it.
 *
 * @param bindings one after the other
 * @param portBase where free ports are looked for
 * @param silence what the script has told the hub, after which it closes what is resolved
 * @param passedOn options that are the kit's own
 */
record ConformanceOptions(
        Path home, List<String> roles, List<String> bindings, int portBase, Duration silence, List<String> passedOn) {

    static ConformanceOptions of(String... args) {
        Path home = Path.of("");
        List<String> roles = List.of("hub", "spoke");
        List<String> bindings = Kit.BINDINGS;
        int portBase = 48_080;
        Duration silence = Duration.ofDays(30);
        List<String> passedOn = new ArrayList<>();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            String value = value(option, rest);
            switch (option) {
                case "--home" -> home = Path.of(value);
                case "--silence" -> silence = Duration.ofSeconds(Long.parseLong(value));
                case "--port-base" -> portBase = Integer.parseInt(value);
                case "--role" -> roles = roles(value);
                case "--binding" -> bindings = bindings(value);
                case "--cases", "--seed", "--patience" -> passedOn.addAll(List.of(option, value));
                default -> throw new CannotStart("there is no option " + option + "; see ops/conformance --help");
            }
        }
        return new ConformanceOptions(
                home.toAbsolutePath().normalize(), roles, bindings, portBase, silence, List.copyOf(passedOn));
    }

    private static List<String> roles(String value) {
        return switch (value) {
            case "both" -> List.of("hub", "spoke");
            case "hub", "spoke" -> List.of(value);
            default -> throw new CannotStart("--role is hub, spoke or both, not " + value);
        };
    }

    private static List<String> bindings(String value) {
        if (value.equals("all")) {
            return Kit.BINDINGS;
        }
        if (!Kit.BINDINGS.contains(value)) {
            throw new CannotStart("--binding is all or one of " + String.join(", ", Kit.BINDINGS) + ", not " + value);
        }
        return List.of(value);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new CannotStart(option + " wants a value; see ops/conformance --help");
        }
        return rest.next();
    }
}
