package io.snodo.hub.members.folder;

import io.snodo.hub.members.Attaching;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry.Agreement.Kind;
import java.time.ZoneId;
import java.util.List;
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
        @Nullable Limited limits) {

    /** The office that answers. */
    public record Office(String code, String name) {}

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

    public TenantFile {
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
