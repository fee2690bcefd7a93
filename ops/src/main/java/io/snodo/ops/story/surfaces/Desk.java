package io.snodo.ops.story.surfaces;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Logins;
import io.snodo.ops.requests.Request;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A member's desk as one operator uses it: pages and forms, nothing else. */
public final class Desk {
    /** Who calls, in this story. */
    public static final String PERSON = "Persona Inventata";

    private final String title;
    private final MemberCode code;
    private final Browser browser;

    private Desk(String title, MemberCode code, Browser browser) {
        this.title = title;
        this.code = code;
        this.browser = browser;
    }

    public static Desk logIn(DemoMember member, URI address, Logins.Login login) {
        Desk desk = new Desk(member.title(), member.code(), new Browser(address));
        desk.logIn(login);
        return desk;
    }

    /** At a desk that is not the demonstration's own. */
    public static Desk logIn(String title, MemberCode code, URI address, String username, String password) {
        Desk desk = new Desk(title, code, new Browser(address));
        desk.logIn(username, password);
        return desk;
    }

    /** Again, after the spoke was restarted: sessions are not kept. */
    public void logIn(Logins.Login login) {
        logIn(login.username(), Logins.PASSWORD);
    }

    private void logIn(String username, String password) {
        Page page = browser.open("/login").present();
        Page inside = browser.submit(page, "/login", Map.of("username", username, "password", password));
        if (inside.present().uri().getPath().endsWith("/login")) {
            throw new NotObserved("the desk of " + title + " does not let " + username + " in");
        }
    }

    /** What this desk knows and may add to. */
    public Knowledge knowledge() {
        return new Knowledge(browser);
    }

    public String title() {
        return title;
    }

    public String code() {
        return code.value();
    }

    // contacts

    /** Writes a contact down; returns its path. */
    public String recordContact(Request request, String territory, String description) {
        Page form = browser.open("/contacts/new").present();
        Page contact = browser.submit(
                form,
                "/contacts",
                Map.of(
                        "channel",
                        request.channel(),
                        "category",
                        request.category(),
                        "territory",
                        territory,
                        "subject",
                        request.subject(),
                        "description",
                        description,
                        "citizenName",
                        PERSON,
                        "citizenPhone",
                        "000 0000000"));
        contact.present().one("main[data-contact]");
        return contact.uri().getPath();
    }

    public Page contact(String contact) {
        return browser.open(contact).present();
    }

    public String contactState(String contact) {
        return contact(contact).one("main[data-contact]").attr("data-state");
    }

    /** The member that help is proposed from for this contact; empty if there is none. */
    public String proposedTo(String contact) {
        return contact(contact).one("main[data-contact]").attr("data-proposed-to");
    }

    public void take(String contact) {
        browser.submit(contact(contact), "/take", Map.of());
    }

    /** Answers at first level in words of the operator's own. */
    public void close(String contact, String answer) {
        browser.submit(contact(contact), "/close", Map.of("answer", answer)).present();
    }

    /** Answers at first level with what an FAQ says. */
    public void closeWith(String contact, Knowledge.Faq faq) {
        Page page = browser.open(contact + "?use=" + faq.id()).present();
        browser.submit(
                        page,
                        "/close",
                        Map.of(
                                "answer",
                                page.one("form[action$=/close] textarea[name=answer]")
                                        .text()))
                .present();
    }

    /** A new ticket and the code to dictate to the citizen, which the desk shows once. */
    public record Opened(TicketNumber number, String code) {}

    public Opened openTicket(String contact, String subject, String description) {
        Page ticket =
                browser.submit(contact(contact), "/ticket", Map.of("subject", subject, "description", description));
        return opened(ticket);
    }

    /** Lets the helper that is proposed have this contact. */
    public Opened lend(String contact) {
        return opened(browser.submit(contact(contact), "/lend", Map.of()));
    }

    private static Opened opened(Page ticket) {
        return new Opened(
                new TicketNumber(ticket.present().one("main[data-ticket]").attr("data-ticket")),
                ticket.one("[data-tracking-code]").text());
    }

    // tickets

    public boolean knows(TicketNumber number) {
        return browser.open("/tickets/" + number).status() == 200;
    }

    public TicketSeen ticket(TicketNumber number) {
        return TicketSeen.on(ticketPage(number));
    }

    private Page ticketPage(TicketNumber number) {
        return browser.open("/tickets/" + number);
    }

    /** Looks at the ticket until it is as {@code so} says. */
    public TicketSeen see(TicketNumber number, String what, Predicate<TicketSeen> so) {
        Page page = Observe.until(
                title() + " sees " + number + " " + what,
                () -> ticketPage(number),
                p -> p.status() == 200 && so.test(TicketSeen.on(p)));
        return TicketSeen.on(page);
    }

    public void offer(TicketNumber number, DemoMember to, String reason, Duration deadline) {
        offer(number, to.code(), reason, deadline);
    }

    public void offer(TicketNumber number, MemberCode to, String reason, Duration deadline) {
        act(
                number,
                "/offer",
                Map.of("to", to.value(), "reason", reason, "minutes", Long.toString(deadline.toMinutes())));
    }

    /** Whether {@code to} is among those whom the ticket's page lets it be offered to. */
    public boolean offers(TicketNumber number, MemberCode to) {
        return !ticketPage(number)
                .present()
                .html()
                .select("form[action$=/offer] [value=" + to + "]")
                .isEmpty();
    }

    public void accept(TicketNumber number) {
        act(number, "/accept", Map.of());
    }

    public void withdraw(TicketNumber number) {
        act(number, "/withdraw", Map.of());
    }

    public void reject(TicketNumber number, String reason) {
        act(number, "/reject", Map.of("reason", reason));
    }

    /** {@code audience} as the form names it: owner, named, parties or citizen. */
    public void note(TicketNumber number, String text, String audience) {
        act(number, "/notes", Map.of("text", text, "audience", audience));
    }

    /** For all parties. */
    public void attach(TicketNumber number, Upload file) {
        Page page = ticketPage(number).present();
        browser.submit(page, "/files", Map.of("audience", "parties"), file).present();
    }

    /** How a file on the ticket's page stands; empty while it is not there. */
    public String file(TicketNumber number, String name) {
        return ticketPage(number)
                .present()
                .html()
                .select("[data-file-name=" + name + "]")
                .attr("data-file-state");
    }

    /** A file as the link on the ticket's page gives it. */
    public HttpResponse<byte[]> openFile(TicketNumber number, String name) {
        String link = ticketPage(number)
                .present()
                .one("[data-file-name=" + name + "] a")
                .attr("href");
        return browser.download(link);
    }

    public void resolve(TicketNumber number, String text) {
        act(number, "/resolve", Map.of("outcome", "solved", "text", text));
    }

    private void act(TicketNumber number, String action, Map<String, String> fields) {
        // the page shows an act only while it is possible, and it may become possible a moment from now
        Page page = Observe.until(
                title() + " may " + action + " on " + number,
                () -> ticketPage(number),
                p -> p.status() == 200 && p.has("form[action$=" + action + "]"));
        Page after = browser.submit(page, action, fields);
        if (after.present().has("p.no")) {
            throw new NotObserved(title() + "'s desk says no to " + action + ": "
                    + after.one("p.no").text());
        }
    }

    /** Who has asked, as the ticket's page shows it; empty to those who may not know. */
    public String person(TicketNumber number) {
        return ticketPage(number).present().html().select("[data-person=name]").text();
    }

    // the line to the hub

    /** The outbox's rows that are in {@code state}. */
    public List<String> outbox(String state) {
        return browser.open("/outbox")
                .present()
                .html()
                .select("[data-message][data-state=" + state + "]")
                .eachText();
    }

    /** Why messages of ours were refused, by the published codes. */
    public List<String> refusals() {
        return browser.open("/outbox")
                .present()
                .html()
                .select("[data-message][data-state=refused]")
                .eachAttr("data-refusal");
    }

    /** Whether some waiting contact is proposed to a helper. */
    public boolean isHelpOnOffer() {
        return browser.open("/contacts").present().html().select("[data-contact]").eachAttr("data-proposed-to").stream()
                .anyMatch(helper -> !helper.isEmpty());
    }

    public Page overview() {
        return browser.open("/desk").present();
    }
}
