package io.snodo.spoke.desk.calls;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When calls of others are taken, in the office's time; where nothing is said, always.
 *
 * @param opens, closes both or neither
 * @param days on which somebody is there
 */
@ConfigurationProperties("snodo.calls")
record CallHours(
        @Nullable LocalTime opens,
        @Nullable LocalTime closes,

        @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"})
        Set<DayOfWeek> days) {
    CallHours {
        if ((opens == null) != (closes == null) || opens != null && !opens.isBefore(closes) || days.isEmpty()) {
            throw new IllegalArgumentException("snodo.calls: opens before closes, or neither, on one day at least");
        }
    }

    boolean cover(ZonedDateTime moment) {
        LocalTime time = moment.toLocalTime();
        return days.contains(moment.getDayOfWeek())
                && (opens == null || closes == null || !time.isBefore(opens) && time.isBefore(closes));
    }
}
