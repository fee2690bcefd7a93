package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.CallMode;
import io.snodo.spoke.desk.ContactId;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.Tickets;
import io.snodo.spoke.desk.calls.CallersNames;
import io.snodo.spoke.desk.calls.Calls;
import io.snodo.spoke.desk.calls.ComingCall;
import io.snodo.spoke.desk.calls.TakeCall;
import io.snodo.spoke.desk.calls.TransferCall;
import io.snodo.spoke.link.SentMessages;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Calls of the last while: those that come from other offices, and those passed to them. */
@Controller
class CallPages {
    private static final String MEMBER = "[a-z0-9][a-z0-9_-]{1,15}";

    private final Calls calls;
    private final CallersNames names;
    private final Tickets tickets;
    private final SentMessages sent;
    private final TransferCall transferCall;
    private final TakeCall takeCall;
    private final Clock clock;

    CallPages(
            Calls calls,
            CallersNames names,
            Tickets tickets,
            SentMessages sent,
            TransferCall transferCall,
            TakeCall takeCall,
            Clock clock) {
        this.calls = calls;
        this.names = names;
        this.tickets = tickets;
        this.sent = sent;
        this.transferCall = transferCall;
        this.takeCall = takeCall;
        this.clock = clock;
    }

    @GetMapping("/calls")
    String list(Model model) {
        List<CallRow> coming = calls.coming().stream().map(this::row).toList();
        model.addAttribute("coming", coming);
        model.addAttribute(
                "passed",
                calls.passed().stream()
                        .flatMap(call ->
                                sent
                                        .find(call.message())
                                        .map(m -> PassedRow.of(call, m, names.isKeyless(call)))
                                        .stream())
                        .toList());
        return "calls/list";
    }

    private CallRow row(ComingCall call) {
        boolean known = call.told().ticket() != null
                && tickets.find(call.told().ticket()).isPresent();
        return new CallRow(call, names.of(call), call.isRinging(clock.instant()), known);
    }

    @PostMapping("/calls/{id}/take")
    View take(@PathVariable long id, Principal operator, RedirectAttributes flash) {
        return switch (takeCall.take(id, operator.getName())) {
            case Reply.Yes<ContactId>(ContactId contact) -> new SeeOther("/contacts/" + contact);
            case Reply.No<ContactId>(Reply.Why why) -> {
                flash.addFlashAttribute("why", why);
                yield new SeeOther("/calls");
            }
        };
    }

    /** From the page of a contact, or of a ticket: there it goes back to where something is missing. */
    @PostMapping("/calls")
    View pass(
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "blind") CallMode mode,
            @RequestParam(defaultValue = "") String queue,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(defaultValue = "10") int minutes,
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(required = false) @Nullable Long contact,
            @RequestParam(defaultValue = "false") boolean withPerson,
            Principal operator,
            RedirectAttributes flash) {
        String back = contact != null ? "/contacts/" + contact : ticket != null ? "/tickets/" + ticket : "/calls";
        String told = Typed.text(text, 2000);
        if (told.isEmpty() || !to.matches(MEMBER) || queue.isEmpty()) {
            flash.addFlashAttribute("missing", true);
            return new SeeOther(back);
        }
        TransferCall.Account account = new TransferCall.Account(
                mode,
                queue,
                CallForm.language(language),
                told,
                Duration.ofMinutes(minutes),
                ticket == null ? null : TicketPages.number(ticket),
                contact == null ? null : new ContactId(contact),
                withPerson);
        return switch (transferCall.to(new MemberCode(to), operator.getName(), account)) {
            case Reply.Yes<?> _ -> new SeeOther("/calls#h-passed");
            case Reply.No<?>(Reply.Why why) -> {
                flash.addFlashAttribute("why", why);
                yield new SeeOther(back);
            }
        };
    }
}
