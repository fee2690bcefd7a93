package io.snodo.hub.console;

import io.snodo.hub.members.CertificateEnds;
import io.snodo.messages.MemberCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.function.Function;

/** A certificate and when it ends, as the console shows it; {@code over} if it has ended already. */
public record EndRow(
        String member,
        String code,
        String kind,
        String id,
        ZonedDateTime until,
        long days,
        boolean soon,
        boolean over,
        boolean heldByHub) {
    /** An end that is nearer than this is to be spoken of. */
    static final Duration SOON = Duration.ofDays(30);

    static EndRow of(CertificateEnds.End end, Function<MemberCode, String> names, Instant now) {
        return new EndRow(
                names.apply(end.member()),
                end.member().value(),
                end.kind().name().toLowerCase(Locale.ROOT),
                end.id(),
                end.until().atZone(Network.ZONE),
                Duration.between(now, end.until()).toDays(),
                end.until().isBefore(now.plus(SOON)),
                !end.until().isAfter(now),
                end.heldByHub());
    }
}
