package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.spoke.desk.Categories;
import io.snodo.spoke.desk.Destinations;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.agreements.EnterAgreement;
import io.snodo.spoke.desk.agreements.LeaveAgreement;
import io.snodo.spoke.desk.agreements.OurAgreement;
import io.snodo.spoke.desk.agreements.OurAgreements;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is agreed with other members; everybody at the desk reads it, and an administrator accepts and leaves. */
@Controller
class AgreementPages {
    private static final String MEMBER = "[a-z0-9][a-z0-9_-]{1,15}";

    private final OurAgreements ours;
    private final EnterAgreement enter;
    private final LeaveAgreement leave;
    private final Destinations destinations;
    private final Categories categories;

    AgreementPages(
            OurAgreements ours,
            EnterAgreement enter,
            LeaveAgreement leave,
            Destinations destinations,
            Categories categories) {
        this.ours = ours;
        this.enter = enter;
        this.leave = leave;
        this.destinations = destinations;
        this.categories = categories;
    }

    /** {@code with} and {@code category} ask what is needed to hand something over. */
    @GetMapping("/agreements")
    String list(
            @RequestParam(defaultValue = "") String with,
            @RequestParam(defaultValue = "") String category,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        List<OurAgreement> all = ours.all();
        model.addAttribute("toAccept", in(all, OurAgreement.State.PROPOSED));
        model.addAttribute("accepted", in(all, OurAgreement.State.IN_FORCE, OurAgreement.State.ALONE));
        model.addAttribute("ended", in(all, OurAgreement.State.ENDED));
        model.addAttribute("vouched", ours.vouchedFor());
        model.addAttribute("others", destinations.others());
        model.addAttribute("categories", categories.all());
        model.addAttribute("with", with);
        model.addAttribute("category", category);
        model.addAttribute("administrator", request.isUserInRole("ADMINISTRATOR"));
        if (with.matches(MEMBER) && categories.has(category)) {
            model.addAttribute("answer", answer(new MemberCode(with), category, locale));
        }
        return "agreements/list";
    }

    /** Empty where nothing is missing. */
    private String answer(MemberCode to, String category, Locale locale) {
        return ours.lack(to, category)
                .map(refusal -> refusal.problem(null).sentences().getOrDefault(locale.getLanguage(), ""))
                .orElse("");
    }

    private static List<OurAgreement> in(List<OurAgreement> all, OurAgreement.State... states) {
        return all.stream()
                .filter(each -> List.of(states).contains(each.state()))
                .toList();
    }

    @PostMapping("/agreements/{agreement}/accept")
    View accept(
            @PathVariable String agreement,
            @RequestParam(defaultValue = "") String digest,
            @RequestParam(defaultValue = "false") boolean read,
            Principal operator,
            RedirectAttributes flash) {
        if (!read) {
            flash.addFlashAttribute("missing", true);
            return new SeeOther("/agreements");
        }
        return after(enter.enter(agreement, digest, operator.getName()), flash);
    }

    @PostMapping("/agreements/{agreement}/leave")
    View leave(
            @PathVariable String agreement,
            @RequestParam(required = false) @Nullable String reason,
            Principal operator,
            RedirectAttributes flash) {
        return after(leave.leave(agreement, Typed.text(reason, 2000), operator.getName()), flash);
    }

    private static View after(Reply<?> reply, RedirectAttributes flash) {
        if (reply instanceof Reply.No<?>(Reply.Why why)) {
            flash.addFlashAttribute("why", why);
        }
        return new SeeOther("/agreements");
    }
}
