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
        long found,
        @Nullable Long previous,
        @Nullable Long next) {
    static final int SIZE = 100;

    /** What can be asked for; anything else is everybody. */
    public static final List<String> STATES = List.of("silent", "behind", "parked", "suspended");

    static MemberPage of(List<MemberRow> rows, List<StandingRow> standings, String typed, String state, long page) {
        String q = typed.strip();
        Map<String, StandingRow> byCode = standings.stream()
                .collect(Collectors.toMap(StandingRow::code, Function.identity(), (first, _) -> first));
        List<MemberRow> found = rows.stream()
                .filter(row -> is(row, byCode.get(row.code()), q.toLowerCase(Locale.ITALIAN), state))
                .sorted(Comparator.comparing(MemberRow::name).thenComparing(MemberRow::code))
                .toList();
        Slice<MemberRow> slice = Slice.of(found, page, SIZE);
        Set<String> codes = slice.rows().stream().map(MemberRow::code).collect(Collectors.toSet());
        return new MemberPage(
                slice.rows(),
                standings.stream().filter(row -> codes.contains(row.code())).toList(),
                q,
                STATES.contains(state) ? state : "",
                found.size(),
                slice.previous(),
                slice.next());
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
