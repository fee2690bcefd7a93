package io.snodo.spoke.desk.pages;

import io.snodo.messages.TicketNumber;
import io.snodo.spoke.desk.Categories;
import io.snodo.spoke.desk.CloseContact;
import io.snodo.spoke.desk.Contact;
import io.snodo.spoke.desk.Contact.Citizen;
import io.snodo.spoke.desk.Contact.Request;
import io.snodo.spoke.desk.ContactId;
import io.snodo.spoke.desk.Contacts;
import io.snodo.spoke.desk.FaqId;
import io.snodo.spoke.desk.LendContact;
import io.snodo.spoke.desk.OpenTicket;
import io.snodo.spoke.desk.Proposals;
import io.snodo.spoke.desk.RegisterContact;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.TakeContact;
import io.snodo.spoke.desk.Territories;
import io.snodo.spoke.desk.calls.Calls;
import io.snodo.spoke.desk.knowledge.Faq;
import io.snodo.spoke.desk.knowledge.Faqs;
import io.snodo.spoke.store.Place;
import io.snodo.spoke.tenant.Tenant;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Contacts: the queue, writing one down, answering it, making a ticket of it, lending it. */
@Controller
class ContactPages {
    private static final int FAQS_SHOWN = 5;

    private final Contacts contacts;
    private final Faqs faqs;
    private final Categories categories;
    private final Proposals proposals;
    private final RegisterContact registerContact;
    private final TakeContact takeContact;
    private final CloseContact closeContact;
    private final OpenTicket openTicket;
    private final LendContact lendContact;
    private final Territories territories;
    private final Tenant tenant;
    private final Calls calls;
    private final CallForm callForm;

    ContactPages(
            Contacts contacts,
            Faqs faqs,
            Categories categories,
            Proposals proposals,
            RegisterContact registerContact,
            TakeContact takeContact,
            CloseContact closeContact,
            OpenTicket openTicket,
            LendContact lendContact,
            Territories territories,
            Tenant tenant,
            Calls calls,
            CallForm callForm) {
        this.contacts = contacts;
        this.faqs = faqs;
        this.categories = categories;
        this.proposals = proposals;
        this.registerContact = registerContact;
        this.takeContact = takeContact;
        this.closeContact = closeContact;
        this.openTicket = openTicket;
        this.lendContact = lendContact;
        this.territories = territories;
        this.tenant = tenant;
        this.calls = calls;
        this.callForm = callForm;
    }

    @GetMapping("/contacts")
    String list(
            @RequestParam(defaultValue = "") Place waiting,
            @RequestParam(defaultValue = "") Place taken,
            @RequestParam(defaultValue = "") Place ended,
            Model model) {
        model.addAttribute("waiting", ContactRow.of(contacts.waiting(waiting), proposals));
        model.addAttribute("taken", ContactRow.of(contacts.taken(taken), proposals));
        model.addAttribute("takenInAll", contacts.countTaken());
        model.addAttribute("ended", ContactRow.of(contacts.ended(ended), proposals));
        return "contacts/list";
    }

    @GetMapping("/contacts/new")
    String blank(Model model) {
        Request blank = new Request("phone", "", tenant.territory(), "", "");
        return form(ContactForm.blank(blank, territories.name(tenant.territory())), model);
    }

    @PostMapping("/contacts")
    Object register(
            @RequestParam(defaultValue = "phone") String channel,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String territory,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(required = false) @Nullable String description,
            @RequestParam(required = false) @Nullable String citizenName,
            @RequestParam(required = false) @Nullable String citizenPhone,
            Model model) {
        String where = Typed.line(territory, 80);
        Optional<String> code = territories.code(where);
        Request request = new Request(
                Typed.line(channel, 40),
                Typed.line(category, 40),
                code.orElse(""),
                Typed.line(subject, 200),
                Typed.text(description, 4000));
        Citizen citizen = new Citizen(Typed.line(citizenName, 120), Typed.line(citizenPhone, 40));
        ContactForm form = ContactForm.sent(request, citizen, where, code);
        return form.isComplete()
                ? new SeeOther("/contacts/" + registerContact.register(request, citizen))
                : form(form, model);
    }

    private String form(ContactForm form, Model model) {
        Request request = form.request();
        model.addAttribute("form", form);
        model.addAttribute("channels", categories.channels());
        model.addAttribute("categories", categories.all());
        model.addAttribute("territories", territories.known());
        model.addAttribute("faqs", faqs.search(request.subject() + " " + request.description(), FAQS_SHOWN));
        return "contacts/new";
    }

    /** {@code q} searches the FAQs, {@code use} takes one's answer into the form. */
    @GetMapping("/contacts/{id}")
    String contact(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable FaqId use,
            Model model) {
        Contact contact =
                contacts.find(new ContactId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Request request = contact.request();
        String question = q == null ? request.subject() + " " + request.description() : Typed.line(q, 400);
        List<Faq> found = faqs.search(question, FAQS_SHOWN);
        model.addAttribute("row", ContactRow.of(contact, proposals));
        model.addAttribute("contact", contact);
        model.addAttribute("where", territories.name(request.territory()));
        model.addAttribute("q", q == null ? "" : question);
        model.addAttribute("faqs", found);
        model.addAttribute("used", use == null ? null : faqs.published(use).orElse(null));
        model.addAttribute(
                "closedWith",
                contact.faq() == null ? null : faqs.published(contact.faq()).orElse(null));
        model.addAttribute("cameBy", calls.of(contact.id()).orElse(null));
        callForm.put(model);
        return "contacts/contact";
    }

    @PostMapping("/contacts/{id}/take")
    View take(@PathVariable long id, Principal operator, RedirectAttributes flash) {
        return stay(id, takeContact.take(new ContactId(id), operator.getName()), flash);
    }

    @PostMapping("/contacts/{id}/close")
    View close(
            @PathVariable long id,
            @RequestParam String answer,
            @RequestParam(required = false) @Nullable FaqId faq,
            Principal operator,
            RedirectAttributes flash) {
        String text = Typed.text(answer, 8000);
        if (text.isEmpty()) {
            return missing("/contacts/" + id, flash);
        }
        return stay(id, closeContact.close(new ContactId(id), operator.getName(), text, faq), flash);
    }

    @PostMapping("/contacts/{id}/ticket")
    View ticket(
            @PathVariable long id,
            @RequestParam String subject,
            @RequestParam(required = false) @Nullable String description,
            @RequestParam(defaultValue = "true") boolean descriptionForAll,
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(defaultValue = "false") boolean placeForAll,
            Principal operator,
            RedirectAttributes flash) {
        String line = Typed.line(subject, 200);
        if (line.isEmpty()) {
            return missing("/contacts/" + id, flash);
        }
        OpenTicket.Account account = new OpenTicket.Account(
                line, Typed.text(description, 4000), descriptionForAll, Typed.line(place, 500), placeForAll);
        return toTicket(id, openTicket.open(new ContactId(id), operator.getName(), account), flash);
    }

    @PostMapping("/contacts/{id}/lend")
    View lend(
            @PathVariable long id,
            Principal operator,
            RedirectAttributes flash,
            @ModelAttribute("speech") Speech speech) {
        String reason = speech.say("overflow.reason", tenant.name());
        return toTicket(id, lendContact.lend(new ContactId(id), operator.getName(), reason), flash);
    }

    private static View toTicket(long id, Reply<TicketNumber> reply, RedirectAttributes flash) {
        return switch (reply) {
            case Reply.Yes<TicketNumber>(TicketNumber number) -> {
                flash.addFlashAttribute("fresh", true);
                yield new SeeOther("/tickets/" + number);
            }
            case Reply.No<TicketNumber>(Reply.Why why) -> {
                flash.addFlashAttribute("why", why);
                yield new SeeOther("/contacts/" + id);
            }
        };
    }

    private static View stay(long id, Reply<ContactId> reply, RedirectAttributes flash) {
        if (reply instanceof Reply.No<ContactId>(Reply.Why why)) {
            flash.addFlashAttribute("why", why);
        }
        return new SeeOther("/contacts/" + id);
    }

    private static View missing(String path, RedirectAttributes flash) {
        flash.addFlashAttribute("missing", true);
        return new SeeOther(path);
    }
}
