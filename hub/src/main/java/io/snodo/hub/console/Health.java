package io.snodo.hub.console;

import io.snodo.hub.members.Life;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How the members are, in figures.
 *
 * @param behind those for whom something waits or is not confirmed
 * @param ending certificates that end within thirty days
 * @param joining who is on the way in
 */
public record Health(
        int members,
        long heard,
        long suspended,
        long behind,
        long withParked,
        long parked,
        long waiting,
        long ending,
        long joining) {
    /** So many rows are looked through at a glance. */
    private static final int AT_A_GLANCE = 20;

    static Health of(List<MemberRow> rows, List<EndRow> ending, Map<Life.State, Long> lives) {
        return new Health(
                rows.size(),
                rows.stream().filter(MemberRow::isHeard).count(),
                lives.getOrDefault(Life.State.SUSPENDED, 0L),
                rows.stream()
                        .filter(row -> row.waiting() + row.unconfirmed() > 0)
                        .count(),
                rows.stream().filter(row -> row.parked() > 0).count(),
                rows.stream().mapToLong(MemberRow::parked).sum(),
                rows.stream()
                        .mapToLong(row -> row.waiting() + row.unconfirmed())
                        .sum(),
                ending.stream().filter(EndRow::soon).count(),
                lives.entrySet().stream()
                        .filter(each -> each.getKey().compareTo(Life.State.ADMITTED) < 0)
                        .mapToLong(Map.Entry::getValue)
                        .sum());
    }

    /** Those with the most to look after, as many as can be looked at. */
    static List<MemberRow> worstFirst(List<MemberRow> rows) {
        return rows.stream()
                .sorted(Comparator.comparingLong(MemberRow::parked)
                        .thenComparing(row -> !row.isHeard())
                        .thenComparingLong(row -> row.waiting() + row.unconfirmed())
                        .reversed()
                        .thenComparing(MemberRow::name))
                .limit(AT_A_GLANCE)
                .toList();
    }

    public boolean all() {
        return heard == members;
    }
}
