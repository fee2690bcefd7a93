package io.snodo.ops.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line; {@code ops/demo --help} explains it.
 *
 * @param home the project's folder
 * @param ports absent for those of the documentation
 * @param requests the story's requests; absent for the project's own sample
 */
public record Options(
        Path home,
        boolean fresh,
        @Nullable Ports ports,
        @Nullable Path requests) {

    public static Options of(String... args) {
        Path home = Path.of("");
        boolean fresh = false;
        Ports ports = null;
        Path requests = null;
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--fresh" -> fresh = true;
                case "--home" -> home = Path.of(value(option, rest));
                case "--port-base" -> ports = Ports.from(number(option, value(option, rest)));
                case "--requests" -> requests = readable(Path.of(value(option, rest)));
                default -> throw new CannotStart("there is no option " + option + "; see ops/demo --help");
            }
        }
        return new Options(home.toAbsolutePath().normalize(), fresh, ports, requests);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new CannotStart(option + " wants a value; see ops/demo --help");
        }
        return rest.next();
    }

    private static int number(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CannotStart(option + " wants a number, not " + text, e);
        }
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new CannotStart("the file of requests cannot be read: " + file);
        }
        return file;
    }
}
