package io.snodo.hub.members.folder;

import io.snodo.hub.members.TenantsUnusable;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What of members' files does not go together, each of them being good in itself. */
final class Together {
    private final List<Part> parts;
    private final Set<String> categories;
    private final Map<String, Integer> days;
    private final List<TenantsUnusable.Fault> faults = new ArrayList<>();

    /** {@code keys}: the ids of all its seal keys, of those that are revoked too. */
    record Part(TenantFile file, Set<String> keys) {}

    Together(List<Part> parts, VocabularyFile vocabulary) {
        this.parts = parts;
        this.categories =
                vocabulary.categories().stream().map(Registry.Category::code).collect(Collectors.toSet());
        this.days = vocabulary.categories().stream()
                .collect(Collectors.toMap(Registry.Category::code, Registry.Category::days));
    }

    List<TenantsUnusable.Fault> faults() {
        unlike();
        Set<MemberCode> codes = parts.stream().map(part -> part.file().member()).collect(Collectors.toSet());
        for (Part part : parts) {
            TenantFile file = part.file();
            demand(categories.containsAll(file.skills()), file, "a skill is no category of the network's vocabulary");
            demand(
                    file.queues().stream().allMatch(queue -> categories.containsAll(queue.skills())),
                    file,
                    "a queue's skill is no category of the network's vocabulary");
            file.targets()
                    .forEach((category, within) -> demand(
                            within > 0 && within <= days.getOrDefault(category, 0),
                            file,
                            "targets: " + category + " has more days than the network's vocabulary, or is not in it"));
            for (TenantFile.Grant grant : file.agreements()) {
                demand(codes.containsAll(grant.grantsTo()), file, "an agreement is with somebody who is no member");
                demand(!grant.grantsTo().contains(file.member()), file, "an agreement is with itself");
                demand(
                        categories.containsAll(grant.skills()),
                        file,
                        "an agreement's skill is no category of the network's vocabulary");
            }
        }
        return List.copyOf(faults);
    }

    private void unlike() {
        Set<String> seen = new HashSet<>();
        for (Part part : parts) {
            TenantFile file = part.file();
            demand(seen.add(file.member().value()), file, "another member has the same code");
            demand(seen.add(file.prefix()), file, "another member has the same prefix");
            part.keys().forEach(key -> demand(seen.add(key), file, "another member has the same seal key"));
        }
    }

    private void demand(boolean met, TenantFile file, String otherwise) {
        if (!met) {
            faults.add(new TenantsUnusable.Fault(
                    "tenant.yaml of " + file.member(),
                    "The tenant.yaml of " + file.member() + " cannot be used: " + otherwise + "."));
        }
    }
}
