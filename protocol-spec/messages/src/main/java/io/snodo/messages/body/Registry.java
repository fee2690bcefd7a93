package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to the network, as the hub tells its spokes; a spoke works from its copy while the hub is away.
 *
 * @param version grows with every change
 */
public record Registry(long version, List<Member> members, List<Agreement> agreements, List<Category> categories)
        implements Body {

    @SuppressWarnings("ConstantValue") // empty lists are absent from JSON
    public Registry {
        members = members == null ? List.of() : List.copyOf(members);
        agreements = agreements == null ? List.of() : List.copyOf(agreements);
        categories = categories == null ? List.of() : List.copyOf(categories);
    }

    /**
     * @param prefix of its ticket numbers
     * @param keys the public keys its messages may be sealed with, as JWK (RFC 7517)
     */
    public record Member(
            MemberCode code,
            String name,
            String prefix,
            String territory,
            List<String> skills,
            List<Map<String, String>> keys,
            @Nullable String phone) {
        @SuppressWarnings("ConstantValue")
        public Member {
            skills = skills == null ? List.of() : List.copyOf(skills);
            keys = keys == null ? List.of() : List.copyOf(keys);
        }
    }

    /** {@code grantor} lets {@code grantee} hand tickets to it, or lends it capacity for the skills named. */
    public record Agreement(String id, Kind kind, MemberCode grantor, MemberCode grantee, List<String> skills) {
        @SuppressWarnings("ConstantValue")
        public Agreement {
            skills = skills == null ? List.of() : List.copyOf(skills);
        }

        /** What is granted. */
        public enum Kind {
            @JsonProperty("handover")
            HANDOVER,
            @JsonProperty("overflow")
            OVERFLOW
        }
    }

    /** A category of the network's vocabulary; {@code days} is the time a citizen is promised, in calendar days. */
    public record Category(String code, String it, String en, int days) {}
}
