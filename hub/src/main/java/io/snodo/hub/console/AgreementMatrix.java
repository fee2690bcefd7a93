package io.snodo.hub.console;

import io.snodo.messages.MemberCode;
import io.snodo.messages.agreement.Agreements;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.refusal.Lack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who grants something of one kind to whom: each row a grantor, each column who it is granted to. Only the pairs that are
 * looked at are asked for.
 */
record AgreementMatrix(List<Registry.Member> columns, List<Row> rows) {
    /** One grantor's cells, in the columns' order. */
    record Row(Registry.Member member, List<Cell> cells) {}

    /** @param waiting names of those whose acceptance is missing */
    record Cell(State state, List<String> waiting) {}

    /** What stands between two. */
    enum State {
        ITSELF,
        IN_FORCE,
        WAITING,
        NONE
    }

    /** {@code only} limits it to one agreement, in its newest version. */
    static AgreementMatrix of(
            List<Registry.Member> rows,
            List<Registry.Member> columns,
            Agreements agreements,
            Kind kind,
            @Nullable Agreement only,
            Instant now) {
        return new AgreementMatrix(
                columns,
                rows.stream()
                        .map(row -> new Row(
                                row,
                                columns.stream()
                                        .map(column -> cell(row.code(), column.code(), agreements, kind, only, now))
                                        .toList()))
                        .toList());
    }

    private static Cell cell(
            MemberCode grantor,
            MemberCode grantee,
            Agreements agreements,
            Kind kind,
            @Nullable Agreement only,
            Instant now) {
        if (grantor.equals(grantee)) {
            return new Cell(State.ITSELF, List.of());
        }
        Deed deed = only == null ? null : only.deed();
        boolean counts = agreements.between(kind, grantor, grantee, now).stream()
                .anyMatch(each -> deed == null
                        || each.deed() != null && each.deed().agreement().equals(deed.agreement()));
        if (counts) {
            return new Cell(State.IN_FORCE, List.of());
        }
        List<String> waiting = only == null
                ? proposed(agreements.lack(kind, grantor, grantee, null, now))
                : waiting(only, grantor, grantee);
        return waiting.isEmpty() ? new Cell(State.NONE, List.of()) : new Cell(State.WAITING, waiting);
    }

    private static List<String> proposed(Lack lack) {
        return lack.agreement() == null ? List.of() : lack.waiting();
    }

    private static List<String> waiting(Agreement agreement, MemberCode grantor, MemberCode grantee) {
        List<MemberCode> named = new ArrayList<>(agreement.among());
        named.addAll(agreement.waiting());
        boolean joins = named.contains(grantor)
                && named.contains(grantee)
                && (agreement.grantor() == null || agreement.grantor().equals(grantor));
        return joins
                ? Stream.of(grantor, grantee)
                        .filter(each -> !agreement.among().contains(each))
                        .map(MemberCode::value)
                        .toList()
                : List.of();
    }
}
