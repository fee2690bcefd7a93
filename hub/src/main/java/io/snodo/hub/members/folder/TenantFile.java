package io.snodo.hub.members.folder;

import io.snodo.hub.members.Attaching;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry.Agreement.Kind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * One member's {@code tenant.yaml}; its schema is {@code tenants/schema/tenant.schema.json}.
 *
 * @param prefix of its ticket numbers
 * @param territory ISTAT code
 * @param operators seats
 * @param agreements what it grants to others
 * @param binding how it receives; by AMQP where absent
 * @param attachments what it may attach, where that is not what all others may
 * @param limits how much it may take of the hub, where that is not what all others may
 * @param database where its own data is, if not in the first one
 * @param territories where it works besides {@code territory}, or in its stead for a time
 * @param offices besides the one that answers
 * @param queues with their skills; the one of {@code queue} for all of them where absent
 * @param targets categories for which it is quicker than the network, in calendar days
 * @param protocol the version of Staffetta that it speaks, where it has said
 */
public record TenantFile(
        MemberCode member,
        String name,
        String prefix,
        String territory,
        List<String> languages,
        ZoneId timezone,
        @Nullable String phone,
        Office office,
        List<String> skills,
        int operators,
        Queue queue,
        List<Grant> agreements,
        @Nullable Receiving binding,
        @Nullable Attachments attachments,
        @Nullable Limited limits,
        @Nullable String database,
        List<Area> territories,
        List<Office> offices,
        List<Line> queues,
        Map<String, Integer> targets,
        @Nullable String protocol) {

    /** Where else it works, or from when to when: municipalities merge. */
    public record Area(
            String istat,
            @Nullable LocalDate since,
            @Nullable LocalDate until) {
        public Area {
            if (istat == null || !istat.matches("[0-9]{6}")) {
                throw new IllegalArgumentException("territories: istat must be an ISTAT code of 6 digits");
            }
            if (since != null && until != null && until.isBefore(since)) {
                throw new IllegalArgumentException("territories: " + istat + " ends before it begins");
            }
        }
    }

    /**
     * An office: the one that answers, or another.
     *
     * @param hours for {@code mon} to {@code sun}, as {@code 08:30-12:30}
     * @param patron day and month of the patron saint, as {@code 15-02}
     * @param closed days, as {@code 2026-12-24} or {@code 2026-08-14/2026-08-16}
     */
    public record Office(
            String code,
            String name,
            @Nullable String nameEn,
            @Nullable String email,
            @Nullable String phone,
            Map<String, List<String>> hours,
            @Nullable String patron,
            @Nullable Boolean worksOnHolidays,
            List<String> closed) {
        @SuppressWarnings("ConstantValue") // absent ones come as null from YAML
        public Office {
            require("office.code", code, "office.name", name);
            hours = hours == null ? Map.of() : hours;
            closed = closed == null ? List.of() : List.copyOf(closed);
        }
    }

    /** A queue, and for operators with which skills. */
    public record Line(String name, List<String> skills) {
        @SuppressWarnings("ConstantValue")
        public Line {
            require("queues: name", name);
            skills = skills == null ? List.of() : List.copyOf(skills);
        }
    }

    /** Contacts waiting at which help is asked for, and at which it is no longer needed. */
    public record Queue(String name, int high, int low) {
        public Queue {
            if (low >= high) {
                throw new IllegalArgumentException("queue.low must be below queue.high");
            }
        }
    }

    /** As {@code 1GB}, and media types; either may be absent. */
    public record Attachments(
            @Nullable String maxSize, @Nullable Set<String> types) {
        public Attachments {
            attaching(maxSize, types);
        }

        Attaching attaching() {
            return attaching(maxSize, types);
        }

        private static Attaching attaching(@Nullable String maxSize, @Nullable Set<String> types) {
            return new Attaching(maxSize == null ? null : DataSize.parse(maxSize), types);
        }
    }

    /** What is granted, and to whom; {@code skills} for what, where that is limited. */
    public record Grant(Kind kind, List<MemberCode> grantsTo, List<String> skills) {
        @SuppressWarnings("ConstantValue") // absent lists come as null from YAML
        public Grant {
            skills = skills == null ? List.of() : List.copyOf(skills);
        }
    }

    @SuppressWarnings("ConstantValue")
    public TenantFile {
        territories = territories == null ? List.of() : List.copyOf(territories);
        offices = offices == null ? List.of() : List.copyOf(offices);
        queues = queues == null ? List.of() : List.copyOf(queues);
        targets = targets == null ? Map.of() : Map.copyOf(targets);
        require("member", member, "name", name, "prefix", prefix, "territory", territory, "office", office);
        require(
                "languages",
                languages,
                "timezone",
                timezone,
                "skills",
                skills,
                "queue",
                queue,
                "agreements",
                agreements);
        if (member.equals(MemberCode.HUB)) {
            throw new IllegalArgumentException("no member may be called " + MemberCode.HUB);
        }
        if (!prefix.matches("[A-Z0-9]{3,6}")) {
            throw new IllegalArgumentException("prefix must be 3 to 6 of A-Z 0-9");
        }
        if (!territory.matches("[0-9]{6}")) {
            throw new IllegalArgumentException("territory must be an ISTAT code of 6 digits");
        }
        if (database != null && !database.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException("database must be the name of one of snodo.databases");
        }
        Serving.check(office, offices);
    }

    /** Names and values by turns; absent ones come as null from YAML. */
    private static void require(@Nullable Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] == null) {
                throw new IllegalArgumentException(namesAndValues[i] + " is missing");
            }
        }
    }
}
