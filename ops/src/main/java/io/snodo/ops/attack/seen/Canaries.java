package io.snodo.ops.attack.seen;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that nobody but their owners may ever get: in each field of what was seeded one of its own, all with the same
 * mark in it; and identifiers of what was seeded, which are metadata and may be shown to some.
 */
public final class Canaries {
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9_+/-]{16,}={0,2}");
    private static final int DEEPEST = 3;

    private final String mark;
    private final Map<String, String> identifiers = new LinkedHashMap<>();

    public Canaries() {
        StringBuilder random = new StringBuilder("zq");
        new SecureRandom().ints(10, 'a', 'z' + 1).forEach(letter -> random.append((char) letter));
        this.mark = random.toString();
    }

    /** What is in every one of them. */
    public String mark() {
        return mark;
    }

    /** A text for one field, to be told apart from those in others. */
    public String in(String field) {
        return "canarino " + mark + " " + field;
    }

    /** An identifier that a stranger must not be told; {@code what} is said in the report, the identifier is not. */
    public void keep(String what, String identifier) {
        identifiers.put(identifier, what);
    }

    /** What of it is in {@code answer}; identifiers do not count that the caller has {@code sent} itself. */
    public Set<String> in(Answer answer, Collection<String> sent) {
        return found(answer.whole(), sent, true);
    }

    /** The same for one who may see metadata, and no content. */
    public Set<String> contentIn(Answer answer) {
        return found(answer.whole(), List.of(), false);
    }

    private Set<String> found(String text, Collection<String> sent, boolean metadata) {
        Set<String> found = new LinkedHashSet<>();
        for (String layer : layers(text)) {
            int at = layer.toLowerCase(Locale.ROOT).indexOf(mark);
            if (at >= 0) {
                String rest = layer.substring(at + mark.length());
                found.add("canary"
                        + rest.substring(0, Math.min(rest.length(), 24)).replaceAll("[^ \\w-].*", ""));
            }
            if (metadata) {
                identifiers.forEach((identifier, what) -> {
                    if (layer.contains(identifier) && sent.stream().noneMatch(own -> own.contains(identifier))) {
                        found.add(what);
                    }
                });
            }
        }
        return found;
    }

    /** The text as it is, and whatever can be decoded out of it. */
    private static List<String> layers(String text) {
        List<String> layers = new ArrayList<>();
        decode(text, 0, layers);
        return layers;
    }

    private static void decode(String text, int depth, List<String> layers) {
        layers.add(text);
        if (depth == DEEPEST) {
            return;
        }
        if (depth == 0 && text.indexOf('%') >= 0) {
            try {
                layers.add(URLDecoder.decode(text, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                // nobody has encoded it
            }
        }
        Matcher runs = ENCODED.matcher(text);
        while (runs.find()) {
            String run = runs.group().replace('+', '-').replace('/', '_').replace("=", "");
            try {
                String decoded = new String(Base64.getUrlDecoder().decode(run), StandardCharsets.ISO_8859_1);
                decode(decoded, depth + 1, layers);
            } catch (IllegalArgumentException e) {
                // an identifier, or a word
            }
        }
    }
}
