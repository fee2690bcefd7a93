package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to the network, as the hub tells its spokes; a spoke works from its copy while the hub is away.
 *
 * @param version grows with every change
 * @param retired keys whose seals count no longer, and are still met in what was recorded while they did
 * @param part which of {@code parts} this is, from 1, where it does not fit into one message; 0 where it does
 * @param instead the version of a copy that this takes the place of though it is greater; 0 where it is not
 * @param hubs the other hubs that members are behind
 */
public record Registry(
        long version,
        List<Member> members,
        List<Agreement> agreements,
        List<Category> categories,
        List<RetiredKey> retired,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int part,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int parts,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long instead,
        List<Hub> hubs)
        implements Body {

    @SuppressWarnings("ConstantValue") // empty lists are absent from JSON
    public Registry {
        members = members == null ? List.of() : List.copyOf(members);
        agreements = agreements == null ? List.of() : List.copyOf(agreements);
        categories = categories == null ? List.of() : List.copyOf(categories);
        retired = retired == null ? List.of() : List.copyOf(retired);
        hubs = hubs == null ? List.of() : List.copyOf(hubs);
    }

    /** Of a network whose hub has no neighbours. */
    public Registry(
            long version,
            List<Member> members,
            List<Agreement> agreements,
            List<Category> categories,
            List<RetiredKey> retired,
            int part,
            int parts,
            long instead) {
        this(version, members, agreements, categories, retired, part, parts, instead, List.of());
    }

    /** The whole of it. */
    public Registry(
            long version,
            List<Member> members,
            List<Agreement> agreements,
            List<Category> categories,
            List<RetiredKey> retired) {
        this(version, members, agreements, categories, retired, 0, 0, 0);
    }

    /** Where no key has been retired. */
    public Registry(long version, List<Member> members, List<Agreement> agreements, List<Category> categories) {
        this(version, members, agreements, categories, List.of());
    }

    /**
     * @param prefix of its ticket numbers
     * @param encryption the public key that is encrypted for it with, as JWK
     * @param keys the public keys its messages may be sealed with, as JWK (RFC 7517) with {@code since} and {@code until}
     * @param suspended for the time being nothing is taken from it, and nothing can be handed to it
     * @param service where it works, how, and when its offices are open; absent where it has not said
     * @param via the hub that it is behind, where that is another; it decides on what this member opens
     */
    public record Member(
            MemberCode code,
            String name,
            String prefix,
            String territory,
            List<String> skills,
            List<Map<String, String>> keys,
            @Nullable Map<String, String> encryption,
            @Nullable String phone,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean suspended,
            @Nullable Service service,
            @Nullable MemberCode via) {
        @SuppressWarnings("ConstantValue")
        public Member {
            skills = skills == null ? List.of() : List.copyOf(skills);
            keys = keys == null ? List.of() : List.copyOf(keys);
            encryption = encryption == null ? null : Map.copyOf(encryption);
        }

        /** One that nothing can be encrypted for. */
        public Member(
                MemberCode code,
                String name,
                String prefix,
                String territory,
                List<String> skills,
                List<Map<String, String>> keys,
                @Nullable String phone) {
            this(code, name, prefix, territory, skills, keys, null, phone);
        }

        /** One that is not suspended. */
        public Member(
                MemberCode code,
                String name,
                String prefix,
                String territory,
                List<String> skills,
                List<Map<String, String>> keys,
                @Nullable Map<String, String> encryption,
                @Nullable String phone) {
            this(code, name, prefix, territory, skills, keys, encryption, phone, false, null, null);
        }

        public Member withKeys(List<Map<String, String>> others) {
            return new Member(
                    code, name, prefix, territory, skills, others, encryption, phone, suspended, service, via);
        }

        public Member withEncryption(Map<String, String> jwk) {
            return new Member(code, name, prefix, territory, skills, keys, jwk, phone, suspended, service, via);
        }

        public Member suspended(boolean now) {
            return new Member(code, name, prefix, territory, skills, keys, encryption, phone, now, service, via);
        }

        public Member serving(@Nullable Service offered) {
            return new Member(code, name, prefix, territory, skills, keys, encryption, phone, suspended, offered, via);
        }

        /** The same, known from {@code hub}. */
        public Member behind(MemberCode hub) {
            return new Member(code, name, prefix, territory, skills, keys, encryption, phone, suspended, service, hub);
        }
    }

    /**
     * Another hub, whose word counts for tickets of the members behind it.
     *
     * @param keys its stamps and its own words are sealed with, as JWK
     * @param tracking where citizens follow the tickets that it decides on
     */
    public record Hub(
            MemberCode code,
            String name,
            List<Map<String, String>> keys,
            @Nullable String tracking) {
        public Hub {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A key that a member, perhaps one that has left, sealed with from {@code since} to {@code until}.
     *
     * @param revoked retired because somebody else may have it
     */
    public record RetiredKey(
            MemberCode member,
            Map<String, String> jwk,
            Instant since,
            Instant until,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean revoked) {
        public RetiredKey {
            jwk = Map.copyOf(jwk);
        }
    }

    /**
     * {@code grantor} lets {@code grantee} hand tickets to it, or lends it capacity for the skills named; or the members of
     * a group let each other. It counts between those who are {@code among} it, or between the two where it has no deed.
     *
     * @param grantor absent where each of a group grants it to each
     * @param among who has accepted the deed
     * @param waiting whom it is proposed to, and who has not
     * @param deed the terms, where members accept them; absent from what a member's own operator vouches for
     */
    public record Agreement(
            String id,
            Kind kind,
            @Nullable MemberCode grantor,
            @Nullable MemberCode grantee,
            List<String> skills,
            List<MemberCode> among,
            List<MemberCode> waiting,
            @Nullable Deed deed) {
        @SuppressWarnings("ConstantValue")
        public Agreement {
            skills = skills == null ? List.of() : List.copyOf(skills);
            among = among == null ? List.of() : List.copyOf(among);
            waiting = waiting == null ? List.of() : List.copyOf(waiting);
        }

        /** One that counts as it stands. */
        public Agreement(String id, Kind kind, MemberCode grantor, MemberCode grantee, List<String> skills) {
            this(id, kind, grantor, grantee, skills, List.of(), List.of(), null);
        }

        /** What is granted. */
        public enum Kind {
            @JsonProperty("handover")
            HANDOVER,
            @JsonProperty("overflow")
            OVERFLOW;

            /** As in JSON. */
            public String wire() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** A category of the network's vocabulary; {@code days} is the time a citizen is promised, in calendar days. */
    public record Category(String code, String it, String en, int days) {}
}
