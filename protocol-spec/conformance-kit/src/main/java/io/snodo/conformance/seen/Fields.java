package io.snodo.conformance.seen;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Compares what a case expects with what there is. What is not named is not looked at. Words: {@code absent},
 * {@code present}, {@code empty}, {@code ~pattern}, {@code after TIME}, {@code before TIME}, {@code has X} for a list of
 * texts, {@code {every: …}} and {@code {some: …}} for a list whose length is not the case's business.
 */
final class Fields {
    private final Values values;

    Fields(Values values) {
        this.values = values;
    }

    /** What does not agree; empty if all does. */
    Optional<String> difference(Map<String, Object> expected, JsonNode found) {
        for (Map.Entry<String, Object> field : expected.entrySet()) {
            Optional<String> difference = one(field.getValue(), found.path(field.getKey()));
            if (difference.isPresent()) {
                return Optional.of(field.getKey() + " " + difference.get());
            }
        }
        return Optional.empty();
    }

    private Optional<String> one(Object expected, JsonNode found) {
        if (expected instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // the keys of a case's YAML are texts
            Map<String, Object> fields = (Map<String, Object>) map;
            return found.isArray() ? entries(fields, found) : difference(fields, found);
        }
        if (expected instanceof List<?> list) {
            return list(list, found);
        }
        String text = String.valueOf(expected);
        boolean as = switch (text) {
            case "absent" -> found.isMissingNode() || found.isNull();
            case "present" -> !found.isMissingNode() && !found.isNull();
            case "empty" -> found.isMissingNode() || found.isEmpty();
            default -> agrees(text, found);
        };
        return as ? Optional.empty() : Optional.of("is " + shown(found) + " and not " + text);
    }

    private Optional<String> entries(Map<String, Object> expected, JsonNode found) {
        for (Map.Entry<String, Object> which : expected.entrySet()) {
            List<Optional<String>> differences =
                    found.valueStream().map(each -> one(which.getValue(), each)).toList();
            Optional<String> first =
                    differences.stream().flatMap(Optional::stream).findFirst();
            boolean agrees = switch (which.getKey()) {
                case "every" -> !differences.isEmpty() && first.isEmpty();
                case "some" -> differences.stream().anyMatch(Optional::isEmpty);
                default -> throw new IllegalArgumentException("of a list, every or some: " + which.getKey());
            };
            if (!agrees) {
                return Optional.of("has not " + which.getKey() + " entry as expected: " + first.orElse("it is empty"));
            }
        }
        return Optional.empty();
    }

    private Optional<String> list(List<?> expected, JsonNode found) {
        if (found.size() != expected.size()) {
            return Optional.of("has " + found.size() + " entries and not " + expected.size());
        }
        for (int i = 0; i < expected.size(); i++) {
            Optional<String> difference = one(expected.get(i), found.path(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private boolean agrees(String expected, JsonNode found) {
        if (expected.startsWith("~")) {
            return found.asString("").matches(expected.substring(1));
        }
        if (expected.startsWith("has ")) {
            String wanted = values.of(expected.substring("has ".length()));
            return found.valueStream().anyMatch(each -> each.asString("").equals(wanted));
        }
        if (expected.startsWith("after ") || expected.startsWith("before ")) {
            int blank = expected.indexOf(' ');
            Optional<Instant> border = time(values.of(expected.substring(blank + 1)));
            Optional<Instant> there = time(found.asString(""));
            return border.isPresent()
                    && there.isPresent()
                    && (expected.startsWith("after ")
                            ? there.get().isAfter(border.get())
                            : there.get().isBefore(border.get()));
        }
        String wanted = values.of(expected);
        String is = found.asString("");
        return is.equals(wanted) || time(wanted).isPresent() && time(wanted).equals(time(is));
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.length() < 20 ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String shown(JsonNode found) {
        if (found.isMissingNode()) {
            return "absent";
        }
        String text = found.isContainer() ? found.toString() : found.asString("");
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
