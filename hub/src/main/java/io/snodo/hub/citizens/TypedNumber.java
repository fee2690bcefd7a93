package io.snodo.hub.citizens;

import io.snodo.messages.TicketNumber;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A ticket number as a person types it, perhaps without any dash. */
final class TypedNumber {
    private static final int LONGEST = 40;
    private static final Pattern SEPARATORS = Pattern.compile("[^A-Z0-9]+");

    private TypedNumber() {}

    /**
     * Empty if it is none, or mistyped.
     *
     * @param prefixes of the members: without dashes only they tell where the prefix ends
     */
    static Optional<TicketNumber> read(String typed, Collection<String> prefixes) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String upper = typed.toUpperCase(Locale.ROOT);
        return number(SEPARATORS.matcher(upper.strip()).replaceAll("-"))
                .or(() -> withoutDashes(SEPARATORS.matcher(upper).replaceAll(""), prefixes));
    }

    private static Optional<TicketNumber> withoutDashes(String bare, Collection<String> prefixes) {
        return prefixes.stream()
                .filter(prefix -> bare.startsWith(prefix) && bare.length() > prefix.length() + 1)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(prefix -> prefix
                        + '-'
                        + bare.substring(prefix.length(), bare.length() - 1)
                        + '-'
                        + bare.charAt(bare.length() - 1))
                .flatMap(number -> number(number).stream())
                .findFirst();
    }

    private static Optional<TicketNumber> number(String text) {
        try {
            return Optional.of(new TicketNumber(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // mistyped, which a person does
        }
    }
}
