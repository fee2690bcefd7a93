package io.snodo.ops.operator;

import java.util.ArrayList;
import java.util.List;

/** The fields of one line of comma- or semicolon-separated values (RFC 4180, a line being a line). */
record CsvLine(int number, List<String> fields) {
    static CsvLine of(int number, String text, char separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return new CsvLine(number, List.copyOf(fields));
    }
}
