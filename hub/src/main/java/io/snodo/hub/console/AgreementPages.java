package io.snodo.hub.console;

import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Agreement.Kind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Who may hand to whom and who lends to whom: a matrix, of one group or of whom one looks for. An administrator sees what
 * its own body grants, or what is granted to it.
 */
@Controller
@RequestMapping("/console")
class AgreementPages {
    /** More cannot be read at once; the rest is found by name. */
    private static final int SIDE = 20;

    private static final int LISTED = 50;

    private final Members members;
    private final Clock clock;

    AgreementPages(Members members, Clock clock) {
        this.members = members;
        this.clock = clock;
    }

    /** One proposed agreement; {@code all} are named by it, {@code accepted} have accepted its newest version. */
    record Listed(Deed deed, int accepted, int all) {}

    /**
     * @param group an agreement's name; of all where empty
     * @param row what the grantors' names or codes have in them, {@code column} the others'
     * @param turned "true" where an administrator asks for what others grant its body
     */
    @GetMapping("/agreements")
    String agreements(
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "handover") String kind,
            @RequestParam(defaultValue = "") String row,
            @RequestParam(defaultValue = "") String column,
            @RequestParam(name = "granted", defaultValue = "") String turned,
            Office office,
            Model model) {
        boolean granted = turned.equals("true");
        Kind asked = kind.equals(Kind.OVERFLOW.wire()) ? Kind.OVERFLOW : Kind.HANDOVER;
        Registry told = office.body().map(members::registry).orElseGet(members::registry);
        List<Agreement> newest = newest(told).stream()
                .filter(each ->
                        office.body().isEmpty() || names(each, office.body().get()))
                .toList();
        Agreement only = newest.stream()
                .filter(each -> each.kind() == asked && isCalled(each, group))
                .findFirst()
                .orElse(null);
        List<Registry.Member> rows = sides(told, office, !granted, only, row);
        List<Registry.Member> columns = sides(told, office, granted, only, column);
        model.addAttribute("here", "agreements");
        model.addAttribute("listed", listed(newest));
        model.addAttribute("group", group);
        model.addAttribute("unknown", !group.isEmpty() && only == null);
        model.addAttribute("kind", asked.wire());
        model.addAttribute("row", row);
        model.addAttribute("column", column);
        model.addAttribute("granted", granted);
        model.addAttribute("ours", office.body().isPresent());
        model.addAttribute("side", SIDE);
        model.addAttribute("rowsInAll", rows.size());
        model.addAttribute("columnsInAll", columns.size());
        model.addAttribute(
                "matrix",
                AgreementMatrix.of(
                        rows.stream().limit(SIDE).toList(),
                        columns.stream().limit(SIDE).toList(),
                        members.agreements(),
                        asked,
                        only,
                        clock.instant()));
        return "console/agreements";
    }

    private static boolean isCalled(Agreement agreement, String group) {
        Deed deed = agreement.deed();
        return deed != null && deed.agreement().equals(group);
    }

    /** Of each agreement and kind the newest version, by name. */
    private static List<Agreement> newest(Registry told) {
        Map<String, Agreement> newest = new LinkedHashMap<>();
        for (Agreement each : told.agreements()) {
            Deed deed = each.deed();
            if (deed != null) {
                newest.merge(
                        deed.agreement() + " " + each.kind(),
                        each,
                        (one, other) -> version(one) >= version(other) ? one : other);
            }
        }
        return new ArrayList<>(newest.values());
    }

    private static int version(Agreement agreement) {
        Deed deed = agreement.deed();
        return deed == null ? 0 : deed.version();
    }

    private static List<Listed> listed(List<Agreement> newest) {
        Map<String, Listed> listed = new LinkedHashMap<>();
        for (Agreement each : newest) {
            Deed deed = each.deed();
            if (deed != null) {
                int accepted = each.among().size();
                listed.putIfAbsent(
                        deed.agreement(),
                        new Listed(deed, accepted, accepted + each.waiting().size()));
            }
        }
        return listed.values().stream()
                .sorted(Comparator.<Listed>comparingInt(each -> each.accepted() - each.all())
                        .thenComparing(each -> each.deed().agreement()))
                .limit(LISTED)
                .toList();
    }

    private static List<Registry.Member> sides(
            Registry told, Office office, boolean own, @Nullable Agreement only, String typed) {
        return own && office.body().isPresent()
                ? told.members().stream()
                        .filter(member -> member.code().equals(office.body().get()))
                        .toList()
                : found(told, only, typed);
    }

    private static List<Registry.Member> found(Registry told, @Nullable Agreement only, String typed) {
        String looked = typed.strip().toLowerCase(Locale.ROOT);
        return told.members().stream()
                .filter(member -> only == null || names(only, member.code()))
                .filter(member -> member.name().toLowerCase(Locale.ROOT).contains(looked)
                        || member.code().value().contains(looked))
                .sorted(Comparator.comparing(Registry.Member::name))
                .toList();
    }

    private static boolean names(Agreement agreement, MemberCode member) {
        return agreement.among().contains(member) || agreement.waiting().contains(member);
    }
}
