package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member says of its service, for who is to choose whom to turn to.
 *
 * @param timezone of all times of its offices, {@code Europe/Rome}
 * @param languages that its operators speak, ISO 639-1
 * @param territories that it works for; its own code among them, and others while they are joined to it
 * @param binding how it receives
 * @param targets categories for which it promises to be quicker than the network does
 * @param protocol the version of Staffetta that it speaks
 */
public record Service(
        @Nullable String timezone,
        List<String> languages,
        List<Territory> territories,
        List<Office> offices,
        @Nullable String binding,
        List<Queue> queues,
        List<Target> targets,
        @Nullable String protocol) {

    @SuppressWarnings("ConstantValue") // absent lists come as null
    public Service {
        languages = languages == null ? List.of() : List.copyOf(languages);
        territories = territories == null ? List.of() : List.copyOf(territories);
        offices = offices == null ? List.of() : List.copyOf(offices);
        queues = queues == null ? List.of() : List.copyOf(queues);
        targets = targets == null ? List.of() : List.copyOf(targets);
    }

    /** An ISTAT code, from and to the days named, both included; municipalities merge and are given new ones. */
    public record Territory(
            String code,
            @Nullable LocalDate since,
            @Nullable LocalDate until) {
        public boolean covers(LocalDate day) {
            return (since == null || !day.isBefore(since)) && (until == null || !day.isAfter(until));
        }
    }

    /**
     * An office and when it is open.
     *
     * @param en its English name
     * @param hours none where they are not known
     * @param patron the day of the patron saint, {@code 02-15}, on which it is closed as on national holidays
     * @param worksOnHolidays whether it is open on these too
     */
    public record Office(
            String code,
            String it,
            @Nullable String en,
            @Nullable String email,
            @Nullable String phone,
            List<Hours> hours,
            @Nullable String patron,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean worksOnHolidays,
            List<Closure> closures) {
        @SuppressWarnings("ConstantValue")
        public Office {
            hours = hours == null ? List.of() : List.copyOf(hours);
            closures = closures == null ? List.of() : List.copyOf(closures);
        }
    }

    /** From {@code 08:30} to {@code 12:30} on one day of the week. */
    public record Hours(Day day, String from, String to) {}

    /** Days on which an office is closed that is open otherwise, both included. */
    public record Closure(LocalDate from, LocalDate to) {}

    /** Where contacts wait, for operators with these skills; all of the member's where none are named. */
    public record Queue(String code, List<String> skills) {
        @SuppressWarnings("ConstantValue")
        public Queue {
            skills = skills == null ? List.of() : List.copyOf(skills);
        }
    }

    /** Within how many calendar days matters of {@code category} are done. */
    public record Target(String category, int days) {}
}
