package io.snodo.ops.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** The sentences of one language. */
final class Words {
    private final ResourceBundle bundle;
    private final DateTimeFormatter time;

    Words(Locale language) {
        bundle = ResourceBundle.getBundle(
                "io.snodo.ops.evidence.words",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        time = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", language)
                .withZone(ZoneOffset.UTC);
    }

    /** Italian for those whose machine speaks it, English for all others. */
    static Locale usual() {
        return usual(System.getenv());
    }

    /** Asked of the environment: Java itself says English where Italian is wished for and not installed. */
    static Locale usual(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("")
                        .startsWith("it")
                ? Locale.ITALIAN
                : Locale.ENGLISH;
    }

    /** The sentence under {@code key}, with {@code {0}} and so on replaced. */
    String say(String key, Object... details) {
        String sentence = bundle.getString(key);
        for (int i = 0; i < details.length; i++) {
            sentence = sentence.replace("{" + i + "}", printable(String.valueOf(details[i])));
        }
        return sentence;
    }

    /** What a type of message is called; of one to come its own name. */
    String type(String type) {
        try {
            return bundle.getString("type." + type);
        } catch (MissingResourceException e) {
            return printable(type);
        }
    }

    String at(Instant instant) {
        return time.format(instant);
    }

    /** What comes from a file that may be forged must not be able to write over the terminal's lines. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
