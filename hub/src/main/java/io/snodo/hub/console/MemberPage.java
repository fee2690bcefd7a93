package io.snodo.hub.console;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some of the members, by name: a page stays as long as it is, however many there are.
 *
 * @param found how many there are of what was looked for
 */
public record MemberPage(
        List<MemberRow> members,
        List<StandingRow> standings,
        String q,
        String state,
        int page,
        long found,
        @Nullable Integer next) {
    static final int SIZE = 100;

    /** What can be asked for; anything else is everybody. */
    public static final List<String> STATES = List.of("silent", "behind", "parked", "suspended");

    static MemberPage of(List<MemberRow> rows, List<StandingRow> standings, String typed, String state, int page) {
        String q = typed.strip();
        Map<String, StandingRow> byCode = standings.stream()
                .collect(Collectors.toMap(StandingRow::code, Function.identity(), (first, _) -> first));
        List<MemberRow> found = rows.stream()
                .filter(row -> is(row, byCode.get(row.code()), q.toLowerCase(Locale.ITALIAN), state))
                .sorted(Comparator.comparing(MemberRow::name).thenComparing(MemberRow::code))
                .toList();
        int from = Math.clamp((long) page * SIZE, 0, found.size());
        int to = Math.min(from + SIZE, found.size());
        List<MemberRow> shown = found.subList(from, to);
        Set<String> codes = shown.stream().map(MemberRow::code).collect(Collectors.toSet());
        return new MemberPage(
                shown,
                standings.stream().filter(row -> codes.contains(row.code())).toList(),
                q,
                STATES.contains(state) ? state : "",
                page,
                found.size(),
                to < found.size() ? page + 1 : null);
    }

    private static boolean is(MemberRow row, @Nullable StandingRow standing, String q, String state) {
        return (q.isEmpty()
                        || row.name().toLowerCase(Locale.ITALIAN).contains(q)
                        || row.code().equals(q))
                && switch (state) {
                    case "silent" -> !row.isHeard();
                    case "behind" -> row.waiting() + row.unconfirmed() > 0;
                    case "parked" -> row.parked() > 0;
                    case "suspended" -> standing != null && standing.isSuspended();
                    default -> true;
                };
    }

    public List<String> states() {
        return STATES;
    }
}
