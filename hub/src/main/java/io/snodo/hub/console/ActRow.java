package io.snodo.hub.console;

import io.snodo.hub.operators.Act;
import io.snodo.messages.MemberCode;
import java.time.ZonedDateTime;
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
                act.reason(),
                act.result().name().toLowerCase(Locale.ROOT));
    }
}
