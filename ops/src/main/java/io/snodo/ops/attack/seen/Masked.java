package io.snodo.ops.attack.seen;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer without what differs from one call to the next by itself: the call's own identifiers, ids, times and
 * signatures. Two masked answers are equal where their senders could not tell them apart, but for how long they took.
 */
public final class Masked {
    private static final Set<String> OF_THE_CALL = Set.of(
            "date",
            "x-correlation-id",
            "set-cookie",
            "content-length",
            "agid-jwt-signature",
            "digest",
            "x-ratelimit-remaining",
            "x-ratelimit-reset");

    /** Of the connection, which servers end after so many calls. */
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "keep-alive", "transfer-encoding");

    private static final Map<Pattern, String> VOLATILE = Map.of(
            Pattern.compile("(?s)<(\\w+:)?X-RequestDigest[ >].*?</(\\w+:)?X-RequestDigest>"), "<digests/>",
            Pattern.compile("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"), "<digest>",
            // by which an open page asks whether it is up to date
            Pattern.compile("data-(change|seen|version)=\"[^\"]*\""), "<version>",
            Pattern.compile("(wsu:)?Id=\"[^\"]*\""), "Id",
            Pattern.compile("(?s)<(\\w+:)?Security[ >].*?</(\\w+:)?Security>"), "<security/>",
            Pattern.compile("[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"), "<jws>",
            Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "<uuid>",
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?"), "<time>",
            Pattern.compile("(name=\"_csrf\"[^>]*value=|name=\"csrf-token\"[^>]*content=)\"[^\"]*\""), "<csrf>",
            Pattern.compile("\"leaf\":\"(\\\\.|[^\"\\\\])*\"|\"index\":\\d+|\"path\":\\[[^]]*]"), "<stamp>");

    private Masked() {}

    /** {@code sent} is what the call brought of its own, which may come back in the answer. */
    public static String of(Answer answer, Collection<String> sent) {
        StringBuilder all = new StringBuilder().append(answer.status()).append('\n');
        answer.headers().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                String value = OF_THE_CALL.contains(name) ? "*" : text(String.join(", ", values), sent);
                all.append(name).append(": ").append(value).append('\n');
            }
        });
        return all.append('\n').append(text(answer.text(), sent)).toString();
    }

    /** The same of any text. */
    public static String text(String text, Collection<String> sent) {
        String masked = text;
        for (String each : sent.stream()
                .filter(own -> !own.isEmpty())
                .flatMap(Masked::spelt)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            // what is short is also found in other things
            masked = each.length() > 2
                    ? masked.replace(each, "<sent>")
                    : masked.replaceAll("(?<![A-Za-z0-9])" + Pattern.quote(each) + "(?![A-Za-z0-9])", "<sent>");
        }
        for (Map.Entry<Pattern, String> each : VOLATILE.entrySet()) {
            masked = each.getKey().matcher(masked).replaceAll(each.getValue());
        }
        return masked;
    }

    /** As it comes back in an address, in a page, in JSON. */
    private static Stream<String> spelt(String sent) {
        return Stream.of(
                sent,
                sent.toLowerCase(Locale.ROOT),
                sent.toUpperCase(Locale.ROOT),
                URLEncoder.encode(sent, StandardCharsets.UTF_8),
                sent.replace("\"", "&quot;"),
                sent.replace("\"", "&#34;"),
                sent.replace("\"", "\\\""));
    }

    /** The first line in which two masked answers differ, for the report. */
    public static String difference(String one, String other) {
        List<String> left = one.lines().toList();
        List<String> right = other.lines().toList();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String a = i < left.size() ? left.get(i) : "(nothing)";
            String b = i < right.size() ? right.get(i) : "(nothing)";
            if (!a.equals(b)) {
                return shortened(a, b) + " | " + shortened(b, a);
            }
        }
        return "";
    }

    /** From a little before where it differs. */
    private static String shortened(String line, String other) {
        int same = 0;
        while (same < Math.min(line.length(), other.length()) && line.charAt(same) == other.charAt(same)) {
            same++;
        }
        int from = Math.max(0, same - 40);
        int to = Math.min(line.length(), same + 80);
        return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
    }
}
