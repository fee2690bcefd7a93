package io.snodo.ops.attack.seen;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that came back, in whatever form.
 *
 * @param status of HTTP; 0 where nobody answered
 * @param headers by their names in small letters
 * @param nanos how long it took
 */
@SuppressWarnings("ArrayRecordComponent") // compared as text, and never as it is
public record Answer(int status, Map<String, List<String>> headers, byte[] body, long nanos) {
    public Answer {
        headers = new TreeMap<>(headers);
    }

    /** What is no answer of HTTP: a frame of the broker's, an error's words, rows. */
    public static Answer of(String words) {
        return new Answer(0, Map.of(), words.getBytes(StandardCharsets.UTF_8), 0);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    /** Status, headers and body in one. */
    public String whole() {
        StringBuilder all = new StringBuilder().append(status).append('\n');
        headers.forEach(
                (name, values) -> all.append(name).append(": ").append(values).append('\n'));
        return all.append('\n').append(text()).toString();
    }
}
