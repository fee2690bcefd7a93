package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Service;
import io.snodo.spoke.desk.Opening;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says of members whom something may be handed to whether their office is open, and what is spoken there. */
@Component
class Reachable {
    private static final String ZONE = "Europe/Rome";

    private final MessageSource words;
    private final Clock clock;

    Reachable(MessageSource words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    /** Nothing for who has said nothing of it. */
    Map<MemberCode, String> say(List<Registry.Member> members, Locale locale) {
        Instant now = clock.instant();
        Map<MemberCode, String> said = new HashMap<>();
        members.forEach(member -> said.put(member.code(), say(member.service(), now, locale)));
        return said;
    }

    private String say(@Nullable Service service, Instant now, Locale locale) {
        List<String> said = new ArrayList<>();
        if (service != null && !service.offices().isEmpty()) {
            ZoneId zone = ZoneId.of(service.timezone() == null ? ZONE : service.timezone());
            String opening = opening(Opening.of(service.offices().getFirst(), zone, now), now.atZone(zone), locale);
            if (!opening.isEmpty()) {
                said.add(opening);
            }
        }
        if (service != null && !service.languages().isEmpty()) {
            said.add(String.join(", ", service.languages()));
        }
        return said.isEmpty() ? "" : " · " + String.join(" · ", said);
    }

    private String opening(Opening opening, ZonedDateTime now, Locale locale) {
        return switch (opening) {
            case Opening.Open(var until) -> word("reach.open", locale, until.toString());
            case Opening.Closed(var next) when next == null -> word("reach.closed", locale);
            case Opening.Closed(var next) ->
                word("reach.opens", locale, when(Objects.requireNonNull(next), now, locale));
            case Opening.Unknown() -> "";
        };
    }

    /** The hour alone today, with the day of the week within six days, with the date later. */
    private static String when(ZonedDateTime next, ZonedDateTime now, Locale locale) {
        String pattern = next.toLocalDate().equals(now.toLocalDate())
                ? "HH:mm"
                : next.isBefore(now.plusDays(6)) ? "EEEE HH:mm" : "d MMMM HH:mm";
        return next.format(DateTimeFormatter.ofPattern(pattern, locale));
    }

    private String word(String key, Locale locale, Object... arguments) {
        return words.getMessage(key, arguments, locale);
    }
}
