package io.snodo.messages.xml;

/** Which characters XML 1.0 can hold (2.2); JSON can hold more. */
final class Characters {
    private Characters() {}

    static boolean areXml(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            } else if (!isXml(c)) {
                return false;
            }
        }
        return true;
    }

    /** For people: what XML cannot hold is a question mark on a dark ground. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            String each = Character.toString(c);
            shown.append(areXml(each) ? each : "\uFFFD");
        });
        return shown.toString();
    }

    static boolean areSpace(String text) {
        return strip(text).isEmpty();
    }

    /** Without the white space of XML around it, which is less than that of Unicode. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** Of a character that is no half of a pair. */
    static boolean isXml(char c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c < Character.MIN_SURROGATE || isUpper(c);
    }

    private static boolean isUpper(char c) {
        return c > Character.MAX_SURROGATE && c < '\uFFFE';
    }
}
