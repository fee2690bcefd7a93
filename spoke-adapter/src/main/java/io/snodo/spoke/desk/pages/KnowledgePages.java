package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Verdict;
import io.snodo.spoke.desk.Categories;
import io.snodo.spoke.desk.FaqId;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.knowledge.Faq;
import io.snodo.spoke.desk.knowledge.Faqs;
import io.snodo.spoke.desk.knowledge.ProposeFaq;
import io.snodo.spoke.desk.knowledge.ReviewFaq;
import io.snodo.spoke.desk.knowledge.WithdrawFaq;
import io.snodo.spoke.store.Page;
import io.snodo.spoke.store.Place;
import io.snodo.spoke.tenant.Tenant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Knowledge: finding an answer, proposing one, withdrawing one of ours, judging what others propose. */
@Controller
@RequestMapping("/knowledge")
class KnowledgePages {
    /** Who has not found it among so many had better ask with other words. */
    private static final int MOST_SHOWN = 100;

    private static final int SUGGESTED = 5;
    private static final int KEYWORDS = 20;

    private final Faqs faqs;
    private final Categories categories;
    private final ProposeFaq proposeFaq;
    private final ReviewFaq reviewFaq;
    private final WithdrawFaq withdrawFaq;
    private final Tenant tenant;

    KnowledgePages(
            Faqs faqs,
            Categories categories,
            ProposeFaq proposeFaq,
            ReviewFaq reviewFaq,
            WithdrawFaq withdrawFaq,
            Tenant tenant) {
        this.faqs = faqs;
        this.categories = categories;
        this.proposeFaq = proposeFaq;
        this.reviewFaq = reviewFaq;
        this.withdrawFaq = withdrawFaq;
        this.tenant = tenant;
    }

    @GetMapping
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int shown,
            @RequestParam(defaultValue = "") Place latest,
            Model model) {
        String question = Typed.line(q, 400);
        model.addAttribute("q", question);
        if (question.isEmpty()) {
            model.addAttribute("latest", faqs.latestPublished(latest));
        } else {
            int most = Math.clamp(shown, Page.SIZE, MOST_SHOWN);
            List<Faq> found = faqs.search(question, most + 1);
            model.addAttribute("found", found.stream().limit(most).toList());
            model.addAttribute("more", found.size() > most && most < MOST_SHOWN ? most + Page.SIZE : null);
        }
        return "knowledge/search";
    }

    /** Answers that may fit what is being typed into a contact; the fragment of that page. */
    @GetMapping("/suggest")
    String suggest(
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String description,
            Model model) {
        model.addAttribute(
                "faqs", faqs.search(Typed.line(subject, 200) + " " + Typed.text(description, 4000), SUGGESTED));
        return "knowledge/answers :: ready";
    }

    /** {@code of} is the FAQ of our own that is to be improved. */
    @GetMapping("/new")
    String blank(@RequestParam(required = false) @Nullable UUID of, Model model) {
        Faq before = newest(of);
        Faq.Text text = before == null
                ? new Faq.Text(
                        tenant.languages().isEmpty() ? "it" : tenant.languages().getFirst(), "", "", "", List.of())
                : before.text();
        return form(text, before, of, Map.of(), model);
    }

    @PostMapping
    Object propose(
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "it") String language,
            @RequestParam(defaultValue = "") String keywords,
            @RequestParam(required = false) @Nullable UUID of,
            Model model,
            RedirectAttributes flash) {
        Faq.Text text = new Faq.Text(
                Typed.line(language, 10),
                Typed.line(category, 40),
                Typed.line(question, 300),
                Typed.text(answer, 8000),
                keywords(keywords));
        Map<String, String> wrong = wrong(text);
        if (!wrong.isEmpty()) {
            return form(text, newest(of), of, wrong, model);
        }
        switch (proposeFaq.propose(text, of)) {
            case Reply.Yes<UUID> _ -> flash.addFlashAttribute("proposed", true);
            case Reply.No<UUID>(Reply.Why why) -> flash.addFlashAttribute("why", why);
        }
        return new SeeOther("/knowledge");
    }

    private @Nullable Faq newest(@Nullable UUID own) {
        return own == null ? null : faqs.newest(new FaqId(tenant.member(), own)).orElse(null);
    }

    /** Field by field, in the order of the page. */
    private static Map<String, String> wrong(Faq.Text text) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (text.question().isEmpty()) {
            wrong.put("question", "wrong.question");
        }
        if (text.answer().isEmpty()) {
            wrong.put("answer", "wrong.answer");
        }
        if (text.category().isEmpty()) {
            wrong.put("category", "wrong.category");
        }
        return wrong;
    }

    private String form(
            Faq.Text text, @Nullable Faq before, @Nullable UUID of, Map<String, String> wrong, Model model) {
        model.addAttribute("text", text);
        model.addAttribute("before", before);
        model.addAttribute("of", of);
        model.addAttribute("wrong", wrong);
        model.addAttribute("first", wrong.keySet().stream().findFirst().orElse("question"));
        model.addAttribute("categories", categories.all());
        model.addAttribute("languages", PageLanguage.SPOKEN);
        return "knowledge/new";
    }

    @GetMapping("/proposed")
    String proposed(
            @RequestParam(name = "others", defaultValue = "") Place proposals,
            @RequestParam(defaultValue = "") Place own,
            @RequestParam(defaultValue = "") Place withdrawn,
            Model model) {
        MemberCode me = tenant.member();
        model.addAttribute("proposals", faqs.toValidate(me, proposals));
        model.addAttribute("proposedInAll", faqs.countToValidate(me));
        model.addAttribute("own", faqs.ownUnpublished(me, own));
        model.addAttribute("withdrawn", faqs.ownWithdrawn(me, withdrawn));
        return "knowledge/proposed";
    }

    @PostMapping("/{faq}/{version}/approve")
    View approve(@PathVariable FaqId faq, @PathVariable int version, RedirectAttributes flash) {
        return review(faq, version, Verdict.APPROVE, null, flash);
    }

    @PostMapping("/{faq}/{version}/return")
    View sendBack(
            @PathVariable FaqId faq, @PathVariable int version, @RequestParam String reason, RedirectAttributes flash) {
        String why = Typed.text(reason, 500);
        if (why.isEmpty()) {
            flash.addFlashAttribute("missing", true);
            return new SeeOther("/knowledge/proposed");
        }
        return review(faq, version, Verdict.SEND_BACK, why, flash);
    }

    @PostMapping("/{faq}/withdraw")
    View withdraw(@PathVariable UUID faq, @RequestParam(defaultValue = "") String reason, RedirectAttributes flash) {
        String why = Typed.text(reason, 500);
        if (why.isEmpty()) {
            flash.addFlashAttribute("missing", true);
        } else {
            switch (withdrawFaq.withdraw(faq, why)) {
                case Reply.Yes<UUID> _ -> flash.addFlashAttribute("withdrawing", true);
                case Reply.No<UUID>(Reply.Why no) -> flash.addFlashAttribute("why", no);
            }
        }
        return new SeeOther("/knowledge");
    }

    private View review(FaqId faq, int version, Verdict verdict, @Nullable String reason, RedirectAttributes flash) {
        if (reviewFaq.review(faq, version, verdict, reason) instanceof Reply.No<UUID>(Reply.Why why)) {
            flash.addFlashAttribute("why", why);
        }
        return new SeeOther("/knowledge/proposed");
    }

    private static List<String> keywords(String typed) {
        return Arrays.stream(typed.split("[,;\n]"))
                .map(word -> Typed.line(word, 40))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(KEYWORDS)
                .toList();
    }
}
