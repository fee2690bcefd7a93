package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Templates and what they are applied to, as the folder or the database has them.
 *
 * @param former versions of templates that others have taken the place of; the folder knows none
 */
public record Arrangements(List<AgreementTemplate> templates, List<Group> groups, List<AgreementTemplate> former) {
    public static final Arrangements NONE = new Arrangements(List.of(), List.of());

    public Arrangements {
        templates = templates.stream()
                .sorted(Comparator.comparing(AgreementTemplate::id))
                .toList();
        groups = groups.stream().sorted(Comparator.comparing(Group::id)).toList();
        former = List.copyOf(former);
    }

    public Arrangements(List<AgreementTemplate> templates, List<Group> groups) {
        this(templates, groups, List.of());
    }

    /** Whether the folder would change nothing. */
    boolean saysTheSame(Arrangements other) {
        return templates.equals(other.templates) && groups.equals(other.groups);
    }

    /** A sentence for each template that was changed without a new version, in sight of what is {@code known}. */
    List<String> unversioned(Arrangements known) {
        List<String> faults = new ArrayList<>();
        for (AgreementTemplate template : templates) {
            for (AgreementTemplate other : known.versions(template.id())) {
                if (other.version() > template.version()) {
                    faults.add("The template " + template.id() + " has version " + template.version() + ", but version "
                            + other.version() + " is known already; give it a higher one.");
                } else if (other.version() == template.version()
                        && !other.digest().equals(template.digest())) {
                    faults.add("The template " + template.id()
                            + " was changed and its version was not; whoever accepted version " + template.version()
                            + " accepted something else, so give it version " + (template.version() + 1) + ".");
                }
            }
        }
        return faults;
    }

    /** Newest first. */
    private List<AgreementTemplate> versions(String id) {
        List<AgreementTemplate> versions = new ArrayList<>();
        templates.stream().filter(template -> template.id().equals(id)).forEach(versions::add);
        former.stream().filter(template -> template.id().equals(id)).forEach(versions::add);
        versions.sort(Comparator.comparingInt(AgreementTemplate::version).reversed());
        return versions;
    }

    /** The listed templates as deeds, applied to nobody. */
    List<Deed> offered() {
        return templates.stream()
                .map(template -> template.deed(template.id(), null, null))
                .toList();
    }

    /** Which versions of it {@code member} has accepted and not left, by what it said, the oldest first. */
    public static Set<Integer> accepted(Group group, MemberCode member, List<Word> words) {
        Set<Integer> versions = new HashSet<>();
        group.accepted().stream()
                .filter(paper -> paper.member().equals(member))
                .forEach(paper -> versions.add(paper.version()));
        for (Word word : words) {
            if (!word.accepts()) {
                versions.clear();
            } else if (word.template().equals(group.template())) {
                versions.add(word.version());
            }
        }
        return versions;
    }

    /** The agreements that come of it. {@code belongs} are the members of today, {@code words} all, the oldest first. */
    List<Registry.Agreement> agreements(Set<MemberCode> belongs, List<Word> words, Instant now) {
        Map<String, Map<MemberCode, List<Word>>> said = new HashMap<>();
        words.forEach(word -> said.computeIfAbsent(word.agreement(), _ -> new TreeMap<>())
                .computeIfAbsent(word.member(), _ -> new ArrayList<>())
                .add(word));
        List<Registry.Agreement> agreements = new ArrayList<>();
        for (Group group : groups) {
            agreements.addAll(agreements(group, belongs, said.getOrDefault(group.id(), Map.of()), now));
        }
        return agreements;
    }

    private List<Registry.Agreement> agreements(
            Group group, Set<MemberCode> belongs, Map<MemberCode, List<Word>> said, Instant now) {
        Map<MemberCode, Set<Integer>> accepted = new TreeMap<>();
        group.members().stream()
                .filter(belongs::contains)
                .forEach(member -> accepted.put(member, accepted(group, member, said.getOrDefault(member, List.of()))));
        List<Registry.Agreement> agreements = new ArrayList<>();
        boolean newest = true;
        Instant until = null;
        for (AgreementTemplate version : versions(group.template())) {
            if (newest || until != null && now.isBefore(until)) {
                agreements.addAll(agreements(group, version, accepted, newest, until));
            }
            until = newest ? version.previousUntil() : earlier(until, version.previousUntil());
            newest = false;
        }
        return agreements;
    }

    private static List<Registry.Agreement> agreements(
            Group group,
            AgreementTemplate version,
            Map<MemberCode, Set<Integer>> accepted,
            boolean newest,
            @Nullable Instant until) {
        List<MemberCode> among = new ArrayList<>();
        List<MemberCode> waiting = new ArrayList<>();
        accepted.forEach((member, versions) -> {
            if (versions.contains(version.version())) {
                among.add(member);
            } else if (newest) {
                waiting.add(member);
            }
        });
        if (!newest && among.size() < 2) {
            return List.of();
        }
        Deed deed = version.deed(group.id(), group.name(), until);
        return version.kinds().stream()
                .map(kind -> new Registry.Agreement(
                        group.id() + "." + version.version() + "." + kind.wire(),
                        kind,
                        group.grantor(),
                        group.grantee(),
                        kind == Kind.OVERFLOW ? version.terms().skills() : List.of(),
                        among,
                        waiting,
                        deed))
                .toList();
    }

    /** A version that says nothing of those before it ends them. */
    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? null : Objects.requireNonNull(one.isBefore(other) ? one : other);
    }
}
