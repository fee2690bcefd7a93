package io.snodo.hub.console;

import io.snodo.hub.enrolment.Renewals;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** That a member was asked to renew before time, as the console shows it; {@code overdue} if it should have been done. */
public record RenewalRow(
        String member,
        String code,
        ZonedDateTime askedAt,
        String askedBy,
        @Nullable String reason,
        ZonedDateTime due,
        @Nullable ZonedDateTime doneAt,
        boolean overdue) {
    static RenewalRow of(Renewals.Asked asked, Function<MemberCode, String> names, Instant now) {
        return new RenewalRow(
                names.apply(asked.member()),
                asked.member().value(),
                asked.askedAt().atZone(Network.ZONE),
                asked.askedBy(),
                asked.reason(),
                asked.due().atZone(Network.ZONE),
                asked.doneAt() == null ? null : asked.doneAt().atZone(Network.ZONE),
                asked.isOverdue(now));
    }
}
