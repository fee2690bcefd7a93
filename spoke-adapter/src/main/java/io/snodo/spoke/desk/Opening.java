package io.snodo.spoke.desk;

import io.snodo.messages.body.Service.Hours;
import io.snodo.messages.body.Service.Office;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether another member's office is open now, for who is to hand something to it (ST-634). */
public sealed interface Opening {
    /** How far ahead is looked for when it opens. */
    int DAYS_AHEAD = 40;

    record Open(LocalTime until) implements Opening {}

    /** {@code next} is absent where it does not open for weeks. */
    record Closed(@Nullable ZonedDateTime next) implements Opening {}

    /** It has not said when it is open. */
    record Unknown() implements Opening {}

    static Opening of(Office office, ZoneId zone, Instant now) {
        if (office.hours().isEmpty()) {
            return new Unknown();
        }
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        for (Hours hours : on(office, here.toLocalDate())) {
            if (!time.isBefore(LocalTime.parse(hours.from())) && time.isBefore(LocalTime.parse(hours.to()))) {
                return new Open(LocalTime.parse(hours.to()));
            }
        }
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            for (Hours hours : on(office, here.toLocalDate().plusDays(ahead))) {
                ZonedDateTime opens = here.toLocalDate()
                        .plusDays(ahead)
                        .atTime(LocalTime.parse(hours.from()))
                        .atZone(zone);
                if (opens.isAfter(here)) {
                    return new Closed(opens);
                }
            }
        }
        return new Closed(null);
    }

    /** In the order of the day; none where it is closed. */
    private static List<Hours> on(Office office, LocalDate day) {
        boolean holiday = NationalHolidays.include(day)
                || office.patron() != null && MonthDay.from(day).equals(MonthDay.parse("--" + office.patron()));
        boolean closed = office.closures().stream().anyMatch(c -> !day.isBefore(c.from()) && !day.isAfter(c.to()));
        return closed || holiday && !office.worksOnHolidays()
                ? List.of()
                : office.hours().stream()
                        .filter(hours -> hours.day().ofWeek() == day.getDayOfWeek())
                        .sorted(Comparator.comparing(Hours::from))
                        .toList();
    }
}
