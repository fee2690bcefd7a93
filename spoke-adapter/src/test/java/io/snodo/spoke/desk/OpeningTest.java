package io.snodo.spoke.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.body.Day;
import io.snodo.messages.body.Service;
import io.snodo.messages.body.Service.Closure;
import io.snodo.messages.body.Service.Hours;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final List<Hours> HOURS = List.of(
            new Hours(Day.MON, "14:00", "16:30"),
            new Hours(Day.MON, "08:30", "12:30"),
            new Hours(Day.WED, "08:30", "12:30"));

    @ParameterizedTest
    @CsvSource({
        // a Monday, a Tuesday; the Monday before Saint Geminian; Easter Monday; the day before Saint Francis
        "2026-11-23T08:30, open until 12:30",
        "2026-11-23T08:29, opens 2026-11-23T08:30",
        "2026-11-23T12:30, opens 2026-11-23T14:00",
        "2026-11-23T16:30, opens 2026-11-25T08:30",
        "2026-11-24T10:00, opens 2026-11-25T08:30",
        "2027-01-31T10:00, opens 2027-02-03T08:30",
        "2026-04-06T10:00, opens 2026-04-08T08:30",
        "2026-08-12T13:00, opens 2026-08-19T08:30",
    })
    void isOpenInItsHoursAndNotOnHolidaysAndClosures(LocalDateTime at, String said) {
        Opening opening =
                Opening.of(office("02-01", false), ROME, at.atZone(ROME).toInstant());
        assertThat(
                        switch (opening) {
                            case Opening.Open(LocalTime until) -> "open until " + until;
                            case Opening.Closed(var next) -> "opens " + (next == null ? "" : next.toLocalDateTime());
                            case Opening.Unknown() -> "unknown";
                        })
                .isEqualTo(said);
    }

    @Test
    void whoWorksOnHolidaysIsOpenOnThemButNotOnItsClosures() {
        Service.Office office = office("02-01", true);
        assertThat(Opening.of(office, ROME, at("2026-04-06T10:00"))).isInstanceOf(Opening.Open.class);
        assertThat(Opening.of(office, ROME, at("2026-08-17T10:00"))).isInstanceOf(Opening.Closed.class);
    }

    @Test
    void anHourIsOneOfTheOfficesZoneOnBothSidesOfAChangeOfTheClock() {
        assertThat(Opening.of(
                        office("02-01", false),
                        ROME,
                        LocalDateTime.parse("2026-03-30T06:30")
                                .atZone(ZoneId.of("UTC"))
                                .toInstant()))
                .isInstanceOf(Opening.Open.class);
        assertThat(Opening.of(
                        office("02-01", false),
                        ROME,
                        LocalDateTime.parse("2026-03-23T06:30")
                                .atZone(ZoneId.of("UTC"))
                                .toInstant()))
                .isInstanceOf(Opening.Closed.class);
    }

    @Test
    void whoHasNotSaidWhenItIsOpenIsNotSaidToBeClosed() {
        Service.Office silent = new Service.Office("urp", "URP", null, null, null, List.of(), null, false, List.of());
        assertThat(Opening.of(silent, ROME, at("2026-11-23T10:00"))).isInstanceOf(Opening.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2030-04-21", "2038-04-25", "2049-04-18"
            })
    void easterIsWhenTheTablesSay(LocalDate easter) {
        assertThat(NationalHolidays.easter(easter.getYear())).isEqualTo(easter);
        assertThat(NationalHolidays.include(easter.plusDays(1))).isTrue();
    }

    @Test
    void saintFrancisIsKeptFromTheYearOfTheLawOn() {
        assertThat(NationalHolidays.include(LocalDate.of(2025, 10, 4))).isFalse();
        assertThat(NationalHolidays.include(LocalDate.of(2026, 10, 4))).isTrue();
    }

    private static java.time.Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ROME).toInstant();
    }

    private static Service.Office office(String patron, boolean worksOnHolidays) {
        Closure august = new Closure(LocalDate.of(2026, 8, 14), LocalDate.of(2026, 8, 18));
        return new Service.Office("urp", "URP", null, null, null, HOURS, patron, worksOnHolidays, List.of(august));
    }
}
