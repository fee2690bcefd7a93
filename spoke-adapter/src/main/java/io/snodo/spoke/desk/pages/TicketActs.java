package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Outcome;
import io.snodo.spoke.desk.AcceptOffer;
import io.snodo.spoke.desk.AddNote;
import io.snodo.spoke.desk.CancelTicket;
import io.snodo.spoke.desk.MarkRefusalSeen;
import io.snodo.spoke.desk.OfferHandover;
import io.snodo.spoke.desk.RejectOffer;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.ResolveTicket;
import io.snodo.spoke.desk.SetStatus;
import io.snodo.spoke.desk.WithdrawOffer;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms of a ticket's page for who works on it; each leads back to it, with a sentence where the desk said no. */
@Controller
@RequestMapping("/tickets/{number}")
class TicketActs {
    static final int REASON = 500;
    private static final int TEXT = 4000;

    private final OfferHandover offerHandover;
    private final WithdrawOffer withdrawOffer;
    private final AcceptOffer acceptOffer;
    private final RejectOffer rejectOffer;
    private final AddNote addNote;
    private final SetStatus setStatus;
    private final ResolveTicket resolveTicket;
    private final CancelTicket cancelTicket;
    private final MarkRefusalSeen markRefusalSeen;

    TicketActs(
            OfferHandover offerHandover,
            WithdrawOffer withdrawOffer,
            AcceptOffer acceptOffer,
            RejectOffer rejectOffer,
            AddNote addNote,
            SetStatus setStatus,
            ResolveTicket resolveTicket,
            CancelTicket cancelTicket,
            MarkRefusalSeen markRefusalSeen) {
        this.offerHandover = offerHandover;
        this.withdrawOffer = withdrawOffer;
        this.acceptOffer = acceptOffer;
        this.rejectOffer = rejectOffer;
        this.addNote = addNote;
        this.setStatus = setStatus;
        this.resolveTicket = resolveTicket;
        this.cancelTicket = cancelTicket;
        this.markRefusalSeen = markRefusalSeen;
    }

    @PostMapping("/offer")
    View offer(
            @PathVariable String number,
            @RequestParam MemberCode to,
            @RequestParam String reason,
            @RequestParam long minutes,
            Principal operator,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String why = Typed.text(reason, REASON);
        return why.isEmpty()
                ? missing(ticket, "offer-reason", flash)
                : back(
                        ticket,
                        offerHandover.offer(ticket, operator.getName(), to, why, Duration.ofMinutes(minutes)),
                        flash);
    }

    @PostMapping("/withdraw")
    View withdraw(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String reason,
            Principal operator,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String why = Typed.text(reason, REASON);
        return back(ticket, withdrawOffer.withdraw(ticket, operator.getName(), Typed.orNull(why)), flash);
    }

    @PostMapping("/accept")
    View accept(@PathVariable String number, Principal operator, RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        return back(ticket, acceptOffer.accept(ticket, operator.getName()), flash);
    }

    @PostMapping("/reject")
    View reject(
            @PathVariable String number,
            @RequestParam String reason,
            @RequestParam(required = false) @Nullable String suggests,
            Principal operator,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String why = Typed.text(reason, REASON);
        MemberCode other = suggests == null || suggests.isBlank() ? null : new MemberCode(suggests);
        return why.isEmpty()
                ? missing(ticket, "reject-reason", flash)
                : back(ticket, rejectOffer.reject(ticket, operator.getName(), why, other), flash);
    }

    /** The audience is the narrowest unless the operator chose another. */
    @PostMapping("/notes")
    View note(
            @PathVariable String number,
            @RequestParam String text,
            @RequestParam(defaultValue = "OWNER") Audience audience,
            @RequestParam(required = false) @Nullable List<MemberCode> named,
            @RequestParam(required = false) @Nullable String details,
            Principal operator,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String note = Typed.text(text, TEXT);
        String more = Typed.text(details, TEXT);
        List<MemberCode> readers = named == null ? List.of() : named;
        if (audience == Audience.NAMED && readers.isEmpty() && !note.isEmpty()) {
            flash.addFlashAttribute("typedNote", note);
            flash.addFlashAttribute("typedDetails", more);
            return missing(ticket, "named", flash);
        }
        if (note.isEmpty()) {
            flash.addFlashAttribute("typedDetails", more);
            return missing(ticket, "note-text", flash);
        }
        return back(
                ticket, addNote.add(ticket, operator.getName(), note, audience, readers, Typed.orNull(more)), flash);
    }

    @PostMapping("/status")
    View status(
            @PathVariable String number,
            @RequestParam String status,
            @RequestParam(required = false) @Nullable String reason,
            Principal operator,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String why = Typed.text(reason, REASON);
        return back(
                ticket,
                setStatus.set(ticket, operator.getName(), TicketPages.status(status), Typed.orNull(why)),
                flash);
    }

    @PostMapping("/resolve")
    View resolve(
            @PathVariable String number,
            @RequestParam Outcome outcome,
            @RequestParam(required = false) @Nullable String text,
            Principal operator,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String done = Typed.text(text, TEXT);
        return back(ticket, resolveTicket.resolve(ticket, operator.getName(), outcome, Typed.orNull(done)), flash);
    }

    @PostMapping("/cancel")
    View cancel(
            @PathVariable String number, @RequestParam String reason, Principal operator, RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String why = Typed.text(reason, REASON);
        return why.isEmpty()
                ? missing(ticket, "cancel-reason", flash)
                : back(ticket, cancelTicket.cancel(ticket, operator.getName(), why), flash);
    }

    @PostMapping("/refusals/{message}/seen")
    View seen(@PathVariable String number, @PathVariable UUID message) {
        markRefusalSeen.seen(message);
        return new SeeOther("/desk");
    }

    static View back(TicketNumber ticket, Reply<UUID> reply, RedirectAttributes flash) {
        if (reply instanceof Reply.No<UUID>(Reply.Why why)) {
            flash.addFlashAttribute("why", why);
        }
        return new SeeOther("/tickets/" + ticket);
    }

    /** Back to the ticket, to the field that lacks something. */
    static View missing(TicketNumber ticket, String field, RedirectAttributes flash) {
        flash.addFlashAttribute("wrongField", field);
        return missing(ticket, flash);
    }

    static View missing(TicketNumber ticket, RedirectAttributes flash) {
        flash.addFlashAttribute("missing", true);
        return new SeeOther("/tickets/" + ticket);
    }
}
