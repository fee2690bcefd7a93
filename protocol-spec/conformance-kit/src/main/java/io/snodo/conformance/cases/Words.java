package io.snodo.conformance.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One step, word by word; what stands in braces is one word. */
final class Words {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final Case.Place place;
    private final List<String> words;
    private int next;

    Words(String text, Case.Place place) {
        this.place = place;
        this.words = split(text);
    }

    private List<String> split(String text) {
        List<String> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at;
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            if (c == '{') {
                end = closing(text, at);
            } else if (c == '"') {
                Matcher quoted = QUOTED.matcher(text);
                if (!quoted.find(at)) {
                    throw broken("a quotation mark is not closed");
                }
                end = quoted.end();
            } else {
                while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                    end++;
                }
            }
            found.add(text.substring(at, end));
            at = end;
        }
        return found;
    }

    private int closing(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            depth += switch (text.charAt(i)) {
                case '{' -> 1;
                case '}' -> -1;
                default -> 0;
            };
            if (depth == 0) {
                return i + 1;
            }
        }
        throw broken("a brace is not closed");
    }

    CaseBroken broken(String why) {
        return new CaseBroken(place, why);
    }

    boolean isOver() {
        return next == words.size();
    }

    boolean comes(String... expected) {
        if (next + expected.length > words.size()) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (!words.get(next + i).equals(expected[i])) {
                return false;
            }
        }
        return true;
    }

    /** Takes these words, if they come next. */
    boolean take(String... expected) {
        boolean comes = comes(expected);
        if (comes) {
            next += expected.length;
        }
        return comes;
    }

    void require(String... expected) {
        if (!take(expected)) {
            throw broken("expected \"" + String.join(" ", expected) + "\" and found \"" + rest() + "\"");
        }
    }

    String word(String what) {
        if (isOver()) {
            throw broken("expected " + what + " and the step is over");
        }
        String word = words.get(next++);
        return word.startsWith("\"") ? word.substring(1, word.length() - 1) : word;
    }

    int number(String what) {
        String word = word(what);
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw broken(what + " is a number, not " + word);
        }
    }

    List<String> list(String what) {
        return List.of(word(what).split(","));
    }

    boolean comesFlow() {
        return next < words.size() && words.get(next).startsWith("{");
    }

    /** What stands in braces, as YAML reads it; empty where there are none. */
    Map<String, Object> flow() {
        if (!comesFlow()) {
            return Map.of();
        }
        String text = words.get(next++);
        try {
            if (new Load(LoadSettings.builder().build()).loadFromString(text) instanceof Map<?, ?> map) {
                Map<String, Object> flow = new LinkedHashMap<>();
                map.forEach((name, value) -> flow.put(String.valueOf(name), orNothing(value)));
                return flow;
            }
        } catch (YamlEngineException e) {
            throw broken("not YAML: " + text);
        }
        throw broken("not a map: " + text);
    }

    /** A null that is written is meant: it becomes JSON's. */
    private static Object orNothing(@Nullable Object value) {
        return value == null ? Nothing.NULL : value;
    }

    /** JSON's null, where a case wants it said. */
    enum Nothing {
        NULL
    }

    String rest() {
        return String.join(" ", words.subList(next, words.size()));
    }

    void end() {
        if (!isOver()) {
            throw broken("what is this: \"" + rest() + "\"");
        }
    }
}
