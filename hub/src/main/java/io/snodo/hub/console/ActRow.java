package io.snodo.hub.console;

import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.Phrase;
import io.snodo.messages.MemberCode;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An act of an operator, as the console shows it. */
public record ActRow(
        long id,
        ZonedDateTime at,
        String operator,
        String kind,
        @Nullable String about,
        String what,
        @Nullable Phrase phrase,
        List<Changed> changes,
        @Nullable String reason,
        String result) {
    static ActRow of(Act act, Function<MemberCode, String> names) {
        return new ActRow(
                act.id(),
                act.at().atZone(Network.ZONE),
                act.operator(),
                act.kind().name().toLowerCase(Locale.ROOT),
                act.about() == null ? null : names.apply(act.about()),
                act.what(),
                act.phrase(),
                changes(act.phrase(), names),
                act.reason(),
                act.result().name().toLowerCase(Locale.ROOT));
    }

    /** One line of a registry that was applied: {@code kind} ends the key of its sentence. */
    public record Changed(String kind, String about, String what) {}

    private static List<Changed> changes(@Nullable Phrase phrase, Function<MemberCode, String> names) {
        return phrase == null || phrase.kind() != Phrase.Kind.CHANGES
                ? List.of()
                : phrase.given().stream()
                        .map(line -> line.split(" ", 3))
                        .map(parts -> new Changed(parts[0], names.apply(new MemberCode(parts[1])), parts[2]))
                        .toList();
    }
}
