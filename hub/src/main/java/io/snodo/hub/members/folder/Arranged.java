package io.snodo.hub.members.folder;

import io.snodo.hub.members.AgreementTemplate;
import io.snodo.hub.members.Arrangements;
import io.snodo.hub.members.Group;
import io.snodo.hub.members.TenantsUnusable;
import io.snodo.messages.MemberCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What of templates and groups does not go together, with each other or with members and vocabulary. */
final class Arranged {
    private final Arrangements arrangements;
    private final Map<String, AgreementTemplate> templates;
    private final Set<MemberCode> members;
    private final Set<String> categories;
    private final List<TenantsUnusable.Fault> faults = new ArrayList<>();

    Arranged(Arrangements arrangements, Set<MemberCode> members, Set<String> categories) {
        this.arrangements = arrangements;
        this.templates = arrangements.templates().stream()
                .collect(Collectors.toMap(AgreementTemplate::id, Function.identity(), (one, _) -> one));
        this.members = members;
        this.categories = categories;
    }

    List<TenantsUnusable.Fault> faults() {
        for (AgreementTemplate template : arrangements.templates()) {
            String file = "agreements/" + template.id() + ".yaml";
            demand(
                    categories.containsAll(template.terms().categories())
                            && categories.containsAll(template.terms().skills()),
                    file,
                    "a category or skill is none of the network's vocabulary");
        }
        Set<String> seen = new HashSet<>();
        for (Group group : arrangements.groups()) {
            demand(seen.add(group.id()), group, "another has the same id");
            group(group);
        }
        return List.copyOf(faults);
    }

    private void group(Group group) {
        AgreementTemplate template = templates.get(group.template());
        demand(group.id().matches("[a-z][a-z0-9-]{1,39}"), group, "its id must be 2 to 40 of a-z 0-9 -");
        demand(template != null, group, "there is no template " + group.template());
        demand(new HashSet<>(group.members()).size() == group.members().size(), group, "a member is named twice");
        demand(group.members().size() > 1, group, "it takes two to agree");
        group.members().stream()
                .filter(member -> !members.contains(member))
                .forEach(member -> demand(false, group, member + " is no member"));
        demand(
                (group.grantor() == null) == (group.grantee() == null)
                        && (group.grantor() == null
                                || group.members().size() == 2
                                        && group.members().contains(group.grantor())
                                        && group.members().contains(group.grantee())
                                        && !group.grantor().equals(group.grantee())),
                group,
                "grantor and grantee must be the two members, or both absent");
        for (Group.OnPaper paper : group.accepted()) {
            demand(group.members().contains(paper.member()), group, paper.member() + " accepted and does not belong");
            demand(
                    template == null || paper.version() >= 1 && paper.version() <= template.version(),
                    group,
                    paper.member() + " accepted version " + paper.version() + ", which there is not");
        }
    }

    private void demand(boolean met, Group group, String otherwise) {
        demand(met, "groups.yaml", "group " + group.id() + ": " + otherwise);
    }

    private void demand(boolean met, String file, String otherwise) {
        if (!met) {
            faults.add(new TenantsUnusable.Fault(file, "The file " + file + " cannot be used: " + otherwise + "."));
        }
    }
}
