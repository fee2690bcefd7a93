package io.snodo.hub.console;

import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Members;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Which pages are offered to whom. What is not offered is not open either: identity and the rooms see to that. */
@ControllerAdvice(basePackageClasses = Sections.class)
class Sections {
    private static final List<Section> HUB = List.of(
            new Section("overview", "/console"),
            new Section("members", "/console/members"),
            new Section("adhesions", "/console/adhesions"),
            new Section("certificates", "/console/certificates"),
            new Section("agreements", "/console/agreements"),
            new Section("traffic", "/console/traffic"),
            new Section("waiting", "/console/waiting"),
            new Section("hubs", "/console/hubs"),
            new Section("why", "/console/why"),
            new Section("triage", "/console/triage"),
            new Section("audit", "/console/audit"),
            new Section("operators", "/console/operators"));

    private final Members members;

    Sections(Members members) {
        this.members = members;
    }

    /** {@code name} ends the key of its words. */
    public record Section(String name, String address) {}

    @ModelAttribute
    void tell(@Nullable Principal visitor, Model model) {
        if (visitor == null) {
            return;
        }
        Office.of(visitor).ifPresent(office -> {
            model.addAttribute("sections", of(office));
            model.addAttribute("office", office);
            model.addAttribute("mayAct", office.runsTheHub());
        });
    }

    private List<Section> of(Office office) {
        return office.body()
                .map(member -> List.of(
                        new Section("own", "/console/members/" + member),
                        new Section("certificates", "/console/certificates"),
                        new Section("agreements", "/console/agreements"),
                        new Section("traffic", "/console/traffic"),
                        new Section("waiting", "/console/waiting"),
                        new Section("why", "/console/why"),
                        new Section("audit", "/console/audit")))
                .orElseGet(() -> HUB.stream()
                        .filter(section -> !section.name().equals("hubs")
                                || !members.near().isEmpty())
                        .toList());
    }
}
