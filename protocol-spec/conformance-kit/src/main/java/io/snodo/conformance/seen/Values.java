package io.snodo.conformance.seen;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What words of a case stand for: {@code <A>} a member's code, {@code $t} a ticket's number, {@code $m} a message's id,
 * {@code $m/body/due} something it said, {@code now+1H} a time, {@code text*300} a long text, {@code new-uuid},
 * {@code digest of riga.*500} that of a file's content, {@code header of …} the same as the header {@code Digest} says it.
 */
public final class Values {
    private static final Pattern MEMBER = Pattern.compile("<([A-Z])>");
    private static final Pattern WITHIN = Pattern.compile("\\$(?:\\{([^}]+)}|([A-Za-z][A-Za-z0-9.-]*))");
    private static final Pattern TIME = Pattern.compile("now([+-])(\\w+)");
    private static final Pattern LONG = Pattern.compile("text\\*(\\d+)");

    private final Scene scene;
    private final Clock clock;

    public Values(Scene scene, Clock clock) {
        this.scene = scene;
        this.clock = clock;
    }

    /** Of a whole tree of maps and lists. */
    public Object of(Object value) {
        if (value instanceof String text) {
            return of(text);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((name, each) -> all.put(String.valueOf(name), of(each)));
            return all;
        }
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(each -> all.add(of(each)));
            return all;
        }
        return value;
    }

    public String of(String text) {
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            String sign = "-".equals(time.group(1)) ? "-" : "";
            String unit = time.group(2).endsWith("D") ? "P" : "PT";
            return clock.instant()
                    .plus(Duration.parse(sign + unit + time.group(2)))
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toString();
        }
        Matcher length = LONG.matcher(text);
        if (length.matches()) {
            return "x".repeat(Integer.parseInt(length.group(1)));
        }
        if (text.startsWith("digest of ")) {
            return Octets.of(text.substring("digest of ".length())).digest();
        }
        if (text.startsWith("header of ")) {
            return Octets.of(text.substring("header of ".length())).header();
        }
        if (text.equals("new-uuid")) {
            return UUID.randomUUID().toString();
        }
        String named = named(text);
        return named.startsWith("$") ? reference(named.substring(1)) : named;
    }

    private String named(String text) {
        return MEMBER.matcher(text)
                .replaceAll(found -> scene.member(found.group(1)).value());
    }

    /** In a text that has other things in it: {@code $t} and {@code ${m/body/due}}. */
    public String within(String text) {
        return WITHIN.matcher(named(text))
                .replaceAll(found ->
                        Matcher.quoteReplacement(of("$" + (found.group(1) == null ? found.group(2) : found.group(1)))));
    }

    private String reference(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return scene.ticketIfAny(name).orElseGet(() -> {
                UUID id = scene.message(name).id();
                return id == null ? "" : id.toString();
            });
        }
        String first = name.substring(0, slash);
        String pointer = name.substring(slash);
        return scene.answerIfAny(first)
                .orElseGet(() -> scene.message(first).envelope())
                .at(pointer)
                .asString("");
    }
}
