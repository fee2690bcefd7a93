package io.snodo.spoke.desk;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;

/** The days on which all of Italy is closed (ST-634). */
final class NationalHolidays {
    private static final Set<MonthDay> FIXED = Set.of(
            MonthDay.of(Month.JANUARY, 1),
            MonthDay.of(Month.JANUARY, 6),
            MonthDay.of(Month.APRIL, 25),
            MonthDay.of(Month.MAY, 1),
            MonthDay.of(Month.JUNE, 2),
            MonthDay.of(Month.AUGUST, 15),
            MonthDay.of(Month.NOVEMBER, 1),
            MonthDay.of(Month.DECEMBER, 8),
            MonthDay.of(Month.DECEMBER, 25),
            MonthDay.of(Month.DECEMBER, 26));

    private static final MonthDay SAINT_FRANCIS = MonthDay.of(Month.OCTOBER, 4);
    private static final int SAINT_FRANCIS_SINCE = 2026;

    private NationalHolidays() {}

    static boolean include(LocalDate day) {
        LocalDate easter = easter(day.getYear());
        return FIXED.contains(MonthDay.from(day))
                || day.equals(easter)
                || day.equals(easter.plusDays(1))
                || MonthDay.from(day).equals(SAINT_FRANCIS) && day.getYear() >= SAINT_FRANCIS_SINCE;
    }

    /** By the Gregorian computus, as Meeus, Jones and Butcher write it. */
    static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int rest = year % 100;
        int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
        int correction = (golden + 11 * epact + 22 * weekday) / 451;
        int days = epact + weekday - 7 * correction + 114;
        return LocalDate.of(year, days / 31, days % 31 + 1);
    }
}
