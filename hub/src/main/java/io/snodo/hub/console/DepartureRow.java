package io.snodo.hub.console;

import io.snodo.hub.leaving.Leaving;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;

/**
 * A departure that is under way, as the page shows it.
 *
 * @param hours until it is due; less than nothing once it is overdue
 * @param hinders what stands in the way, as codes for the bundles
 */
record DepartureRow(ZonedDateTime due, long hours, long minutes, boolean overdue, long held, List<String> hinders) {
    static DepartureRow of(Leaving.Sight sight) {
        Duration left = Duration.ofSeconds(Math.abs(sight.secondsLeft()));
        return new DepartureRow(
                sight.due().atZone(Network.ZONE),
                left.toHours(),
                left.toMinutesPart(),
                sight.secondsLeft() < 0,
                sight.held(),
                sight.hinders().stream()
                        .map(hinders -> hinders.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
