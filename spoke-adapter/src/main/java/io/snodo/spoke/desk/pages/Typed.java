package io.snodo.spoke.desk.pages;

import org.jspecify.annotations.Nullable;

/** What a person typed into a form, as it may be kept and sent. */
final class Typed {
    private Typed() {}

    /** Without what surrounds it and without control characters, at most {@code longest} characters. */
    static String text(@Nullable String typed, int longest) {
        if (typed == null) {
            return "";
        }
        String clean = typed.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}\\p{Cs}&&[^\n\t]]", "")
                .strip();
        return clean.length() <= longest ? clean : clean.substring(0, longest);
    }

    /** The same, on one line. */
    static String line(@Nullable String typed, int longest) {
        return text(typed == null ? null : typed.replaceAll("\\s+", " "), longest);
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
