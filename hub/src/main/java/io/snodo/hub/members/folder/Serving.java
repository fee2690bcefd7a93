package io.snodo.hub.members.folder;

import io.snodo.hub.members.Binding;
import io.snodo.messages.body.Day;
import io.snodo.messages.body.Service;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a {@code tenant.yaml} says of the member's service, as the registry says it. */
final class Serving {
    private Serving() {}

    static Service of(TenantFile file) {
        return new Service(
                file.timezone().getId(),
                file.languages(),
                territories(file),
                Stream.concat(Stream.of(file.office()), file.offices().stream())
                        .map(Serving::office)
                        .toList(),
                binding(file.binding()),
                queues(file),
                new TreeMap<>(file.targets())
                        .entrySet().stream()
                                .map(target -> new Service.Target(target.getKey(), target.getValue()))
                                .toList(),
                file.protocol());
    }

    /** So that a fault is found while its file is being read. */
    static void check(TenantFile.Office office, List<TenantFile.Office> others) {
        Stream.concat(Stream.of(office), others.stream()).forEach(Serving::office);
    }

    private static List<Service.Territory> territories(TenantFile file) {
        List<Service.Territory> territories = new ArrayList<>();
        if (file.territories().stream().noneMatch(area -> area.istat().equals(file.territory()))) {
            territories.add(new Service.Territory(file.territory(), null, null));
        }
        file.territories()
                .forEach(area -> territories.add(new Service.Territory(area.istat(), area.since(), area.until())));
        return territories;
    }

    private static List<Service.Queue> queues(TenantFile file) {
        return file.queues().isEmpty()
                ? List.of(new Service.Queue(file.queue().name(), List.of()))
                : file.queues().stream()
                        .map(line -> new Service.Queue(line.name(), line.skills()))
                        .toList();
    }

    private static String binding(@Nullable Receiving receiving) {
        return switch (receiving == null ? Binding.AMQP : receiving.binding()) {
            case Binding.Amqp() -> "amqp";
            case Binding.RestPull() -> "rest-pull";
            case Binding.RestPush _ -> "rest-push";
            case Binding.SoapPull() -> "soap-pull";
            case Binding.SoapPush _ -> "soap-push";
            case Binding.Via _ -> "hub";
        };
    }

    private static Service.Office office(TenantFile.Office office) {
        String place = "office " + office.code();
        if (office.email() != null && !office.email().matches("[^@\\s]+@[^@\\s]+")) {
            throw new IllegalArgumentException(place + ": email must be an address");
        }
        if (office.phone() != null && !office.phone().matches("\\+[0-9 ]{6,20}")) {
            throw new IllegalArgumentException(place + ": phone must begin with + and have digits and blanks");
        }
        return new Service.Office(
                office.code(),
                office.name(),
                office.nameEn(),
                office.email(),
                office.phone(),
                hours(place, office.hours()),
                patron(place, office.patron()),
                Boolean.TRUE.equals(office.worksOnHolidays()),
                office.closed().stream().map(days -> closure(place, days)).toList());
    }

    private static List<Service.Hours> hours(String place, Map<String, List<String>> week) {
        List<Service.Hours> hours = new ArrayList<>();
        for (Day day : Day.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            week.getOrDefault(name, List.of())
                    .forEach(span -> hours.add(span(place + ": hours of " + name, day, span)));
        }
        week.keySet().stream()
                .filter(name -> Stream.of(Day.values())
                        .noneMatch(day -> day.name().toLowerCase(Locale.ROOT).equals(name)))
                .findAny()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(place + ": hours has mon to sun, and no " + name);
                });
        return hours;
    }

    private static Service.Hours span(String place, Day day, String span) {
        String[] ends = span.split("-", -1);
        try {
            if (ends.length == 2 && LocalTime.parse(ends[0]).isBefore(LocalTime.parse(ends[1]))) {
                return new Service.Hours(day, ends[0], ends[1]);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new IllegalArgumentException(place + " must be as 08:30-12:30, and not " + span);
    }

    private static @Nullable String patron(String place, @Nullable String patron) {
        if (patron == null) {
            return null;
        }
        try {
            String[] parts = patron.split("-", -1);
            if (parts.length == 2) {
                return MonthDay.of(Integer.parseInt(parts[1]), Integer.parseInt(parts[0]))
                        .toString()
                        .substring(2);
            }
        } catch (DateTimeException | NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(place + ": patron must be day and month as 15-02, and not " + patron);
    }

    private static Service.Closure closure(String place, String days) {
        String[] ends = days.split("/", -1);
        try {
            LocalDate from = LocalDate.parse(ends[0]);
            LocalDate to = ends.length == 1 ? from : LocalDate.parse(ends[1]);
            if (ends.length <= 2 && !to.isBefore(from)) {
                return new Service.Closure(from, to);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new IllegalArgumentException(
                place + ": closed must be a day as 2026-12-24, or days as 2026-08-14/2026-08-16, and not " + days);
    }
}
