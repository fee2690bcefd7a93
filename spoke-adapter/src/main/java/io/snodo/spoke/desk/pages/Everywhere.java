package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.spoke.desk.Categories;
import io.snodo.spoke.desk.Contacts;
import io.snodo.spoke.desk.Destinations;
import io.snodo.spoke.desk.Tickets;
import io.snodo.spoke.desk.calls.Calls;
import io.snodo.spoke.desk.calls.ComingCall;
import io.snodo.spoke.desk.knowledge.Faqs;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.LinkState;
import io.snodo.spoke.link.SentMessages;
import io.snodo.spoke.operators.Operator;
import io.snodo.spoke.operators.Operators;
import io.snodo.spoke.tenant.Tenant;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows: whose desk it is, who sits at it, how the line to the hub is, and what calls for attention. */
@ControllerAdvice(basePackageClasses = Everywhere.class)
class Everywhere {
    private final Tenant tenant;
    private final Link link;
    private final Contacts contacts;
    private final Tickets tickets;
    private final Faqs faqs;
    private final Destinations destinations;
    private final Categories categories;
    private final MessageSource messages;
    private final Clock clock;
    private final LiveEvents live;
    private final Operators operators;
    private final Calls onTheLine;
    private final SentMessages sent;

    Everywhere(
            Tenant tenant,
            Link link,
            Contacts contacts,
            Tickets tickets,
            Faqs faqs,
            Destinations destinations,
            Categories categories,
            MessageSource messages,
            Clock clock,
            LiveEvents live,
            Operators operators,
            Calls onTheLine,
            SentMessages sent) {
        this.tenant = tenant;
        this.link = link;
        this.contacts = contacts;
        this.tickets = tickets;
        this.faqs = faqs;
        this.destinations = destinations;
        this.categories = categories;
        this.messages = messages;
        this.clock = clock;
        this.live = live;
        this.operators = operators;
        this.onTheLine = onTheLine;
        this.sent = sent;
    }

    /** Numbers beside the navigation; 0 shows none. */
    record Badges(int contacts, int tickets, int proposals) {}

    @ModelAttribute("change")
    long change() {
        return live.change();
    }

    @ModelAttribute("tenant")
    Tenant tenant() {
        return tenant;
    }

    @ModelAttribute("me")
    MemberCode me() {
        return tenant.member();
    }

    @ModelAttribute("speech")
    Speech speech(Locale locale) {
        return new Speech(locale, tenant.timezone(), clock, messages, destinations, categories, operators, sent);
    }

    /** Absent from the page that tells of our own failure: the store may be what failed. */
    @ModelAttribute("line")
    @Nullable
    LinkState line(HttpServletRequest request) {
        return hasFailed(request) ? null : link.state();
    }

    /** The operator's name as colleagues say it; absent before signing in. */
    @ModelAttribute("operator")
    @Nullable
    String operator(@AuthenticationPrincipal @Nullable Operator operator) {
        return operator == null ? null : operator.displayName();
    }

    /** The name they log in with; what a browser keeps is theirs alone. */
    @ModelAttribute("account")
    @Nullable
    String account(@AuthenticationPrincipal @Nullable Operator operator) {
        return operator == null ? null : operator.getUsername();
    }

    /** What the operator does here, as a word of the pages. */
    @ModelAttribute("role")
    String role(HttpServletRequest request) {
        if (request.isUserInRole("ADMINISTRATOR")) {
            return "role.ADMINISTRATOR";
        }
        return request.isUserInRole("VALIDATOR") ? "role.VALIDATOR" : "role.OPERATOR";
    }

    @ModelAttribute("validator")
    boolean validator(HttpServletRequest request) {
        return request.isUserInRole("VALIDATOR");
    }

    /** This page as an address that another language, or a reload, is asked for. */
    @ModelAttribute("path")
    String path(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ERROR
                && !request.getMethod().equals("GET")) {
            return "/desk"; // the answer to a form has no address to be asked for again
        }
        String asked = request.getQueryString() == null ? "" : request.getQueryString();
        String kept = Arrays.stream(asked.split("&"))
                .filter(part -> !part.isEmpty() && !part.startsWith("lang="))
                .collect(Collectors.joining("&"));
        Object wrong = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return (wrong == null ? request.getRequestURI() : wrong) + (kept.isEmpty() ? "" : "?" + kept);
    }

    /** Citizens on the line whom nobody has taken: who sits at any page has to see them. */
    @ModelAttribute("ringing")
    List<ComingCall> ringing(HttpServletRequest request, @AuthenticationPrincipal @Nullable Operator operator) {
        return operator == null || hasFailed(request) ? List.of() : onTheLine.ringing();
    }

    @ModelAttribute("calls")
    Badges calls(HttpServletRequest request) {
        if (hasFailed(request)) {
            return new Badges(0, 0, 0);
        }
        return new Badges(
                contacts.countWaiting(),
                tickets.countOfferedTo(tenant.member()),
                request.isUserInRole("VALIDATOR") ? faqs.countToValidate(tenant.member()) : 0);
    }

    private static boolean hasFailed(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status && status >= 500;
    }
}
