package io.snodo.spoke.desk.pages;

import java.time.Duration;

/**
 * A length of time as one says it, to the nearest minute, hour or day. Two of a unit are said in the smaller one, so that
 * an offer for a day does not begin with 23 hours, and 90 minutes are not two hours. {@code live.js} counts the same way.
 */
record Distance(Unit unit, long count) {
    /** Less than a minute, or so many. */
    enum Unit {
        MOMENTS,
        MINUTES,
        HOURS,
        DAYS
    }

    static Distance of(Duration length) {
        if (length.toMinutes() < 1) {
            return new Distance(Unit.MOMENTS, 0);
        }
        long minutes = length.plusSeconds(30).toMinutes();
        if (minutes < 120) {
            return new Distance(Unit.MINUTES, minutes);
        }
        long hours = length.plusMinutes(30).toHours();
        return hours < 48
                ? new Distance(Unit.HOURS, hours)
                : new Distance(Unit.DAYS, length.plusHours(12).toDays());
    }
}
