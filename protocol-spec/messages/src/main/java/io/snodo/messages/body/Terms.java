package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed; whatever is absent is not limited by the agreement.
 *
 * @param categories which may be handed over; all where empty
 * @param skills what operators are lent for
 * @param hours when they are lent, by the lender's clock
 * @param share of the lender's free operators, at most, in per cent; 0 where it is not limited
 * @param visibility what the other is told of who has asked
 * @param retention for how many days a concluded ticket is kept by who took it; 0 where nothing is agreed
 */
public record Terms(
        List<String> categories,
        List<String> skills,
        @Nullable Hours hours,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int share,
        @Nullable Ceiling ceiling,
        @Nullable Visibility visibility,
        @Nullable Files attachments,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int retention) {
    @SuppressWarnings("ConstantValue") // empty lists are absent from JSON
    public Terms {
        categories = categories == null ? List.of() : List.copyOf(categories);
        skills = skills == null ? List.of() : List.copyOf(skills);
    }

    /** The days, and from when until when on each: {@code 08:00}, {@code 14:00}. */
    public record Hours(List<Day> days, String from, String to) {
        public Hours {
            days = List.copyOf(days);
            if (!LocalTime.parse(from).isBefore(LocalTime.parse(to))) {
                throw new IllegalArgumentException("hours.from must be before hours.to");
            }
        }

        public boolean contain(ZonedDateTime at) {
            LocalTime time = at.toLocalTime();
            return days.stream().anyMatch(day -> day.ofWeek() == at.getDayOfWeek())
                    && !time.isBefore(LocalTime.parse(from))
                    && time.isBefore(LocalTime.parse(to));
        }
    }

    /** How many times help may run at once, and begin in a day; 0 where that is not limited. */
    public record Ceiling(
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int atOnce,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int aDay) {}

    /** Whether the other may be told in confidence who has asked. */
    public enum Visibility {
        /** The matter alone. */
        @JsonProperty("matter")
        MATTER,
        /** Who has asked, too. */
        @JsonProperty("person")
        PERSON
    }

    /** What may be attached to what is handed over: the size in octets, 0 where it is not limited, and media types. */
    public record Files(
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long maxSize, List<String> types) {
        @SuppressWarnings("ConstantValue")
        public Files {
            types = types == null ? List.of() : List.copyOf(types);
        }
    }
}
