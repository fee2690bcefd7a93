package io.snodo.hub.exchange;

import io.snodo.hub.evidence.Link;
import io.snodo.hub.exchange.ledger.Entry;
import io.snodo.hub.exchange.ledger.Opened;
import io.snodo.hub.exchange.rules.Act;
import io.snodo.hub.exchange.rules.Ruling;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.hub.exchange.rules.TicketRules;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TwoTickets;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the messages of one commit, one after the other, each in sight of what those before it have changed. Holds
 * only what the database has shown to the askers; nothing of it is true until the commit.
 */
final class Batch {
    private final TicketRules rules;
    private final Function<Checked.Fit, Deliberation.Verdict> deliberate;
    private final Opened before;
    private final Elsewhere elsewhere;
    private final Instant now;
    private final Copies copies;
    private final Drafts drafts;
    private final Map<TicketNumber, Ticket> tickets = new HashMap<>();
    private final Set<Opened.Sight> sights;
    private final Map<Checked.Fit, Ticket> seenWhenRefused = new IdentityHashMap<>();
    private final Map<TicketNumber, Ticket> opened = new LinkedHashMap<>();
    private final Map<TicketNumber, Ticket> changed = new LinkedHashMap<>();
    private final Map<TicketNumber, Set<MemberCode>> concerned = new LinkedHashMap<>();

    Batch(
            TicketRules rules,
            Function<Checked.Fit, Deliberation.Verdict> deliberate,
            Opened before,
            Elsewhere elsewhere,
            Predicate<MemberCode> departed,
            Instant now) {
        this.rules = rules;
        this.deliberate = deliberate;
        this.before = before;
        this.elsewhere = elsewhere;
        this.now = now;
        this.copies = new Copies(before, now);
        this.drafts = new Drafts(departed, now);
        before.tickets().values().forEach(ticket -> tickets.put(ticket.number(), ticket));
        this.sights = new HashSet<>(before.tickets().keySet());
    }

    Outcome decide(Checked.Fit fit) {
        if (fit.carried() != null) {
            return carry(fit, fit.carried());
        }
        Outcome passed = elsewhere.answer(fit);
        if (passed != null) {
            return passed;
        }
        Outcome known = copies.answer(fit);
        if (known != null) {
            return present(fit, known);
        }
        Outcome outcome = fit.key().covers(now)
                ? decideAnew(fit)
                : Outcome.refused(fit.message().id(), Refusal.of(RefusalCode.KEY_NOT_VALID));
        copies.remember(fit, outcome);
        return outcome;
    }

    /** The same message may come for several, and again with more to see; another under its id must not (ST-020). */
    private Outcome carry(Checked.Fit fit, Carried carried) {
        Message message = fit.message();
        Opened.Earlier earlier = before.earlier().get(new Opened.Key(message.from(), message.id()));
        if (earlier != null && !earlier.digest().equals(fit.digest())) {
            return Outcome.refused(message.id(), Refusal.of(RefusalCode.MESSAGE_ID_REUSED));
        }
        if (!elsewhere.isThere(fit)) {
            drafts.carry(fit, carried);
        }
        return new Outcome.Now(new Decision.Noted(message.id()));
    }

    private Outcome decideAnew(Checked.Fit fit) {
        return fit.body() instanceof TicketBody body ? onTicket(fit, body) : onOther(fit);
    }

    /** What the ticket says now is not remembered with the refusal: it may be something else again. */
    private Outcome present(Checked.Fit fit, Outcome known) {
        if (known instanceof Outcome.Now(Decision.Refused(var _, Refusal refusal))
                && refusal.code() == RefusalCode.UPDATE_STALE) {
            Ticket ticket = seen(fit.asker(), fit.message().requireTicket());
            if (ticket != null) {
                return Outcome.refused(fit.message().id(), Refusal.stale(ticket.present()));
            }
        }
        return known;
    }

    private @Nullable Ticket seen(MemberCode asker, TicketNumber number) {
        return sights.contains(new Opened.Sight(asker, number)) ? tickets.get(number) : null;
    }

    private Outcome onTicket(Checked.Fit fit, TicketBody body) {
        Message message = fit.message();
        Ticket ticket = seen(fit.asker(), message.requireTicket());
        MemberCode home = ticket == null ? elsewhere.home(fit) : null;
        if (home != null) {
            return pass(fit, home);
        }
        Ticket other = body instanceof TwoTickets two ? seen(fit.asker(), two.other()) : null;
        return switch (rules.decide(ticket, other, new Act(message, body, now))) {
            case Ruling.Refused refused -> {
                if (ticket != null) {
                    seenWhenRefused.put(fit, ticket);
                }
                yield Outcome.refused(
                        message.id(),
                        isLateAnswer(fit, refused) ? Refusal.of(RefusalCode.OFFER_UNKNOWN) : refused.refusal());
            }
            case Ruling.Happens happens -> {
                keep(ticket, happens.ticket());
                yield drafts.add(
                        fit, ticket, happens.ticket(), happens.audience(), happens.readers(), happens.newcomer());
            }
        };
    }

    /** Nothing is decided on here, and nothing is remembered against it: what the home says is (ST-747). */
    private Outcome pass(Checked.Fit fit, MemberCode home) {
        Refusal no = elsewhere.whyNot(fit);
        if (no != null) {
            return Outcome.refused(fit.message().id(), no);
        }
        drafts.pass(fit, home);
        Outcome passed = new Outcome.Now(new Decision.Passed(fit.message().id(), home));
        elsewhere.remember(fit, passed);
        return passed;
    }

    /**
     * To an answer by one who is no party any more, or never was, the ticket does not exist; but whom it was offered once
     * knows that it does, and is told that the offer has ended (ST-048).
     */
    private boolean isLateAnswer(Checked.Fit fit, Ruling.Refused refused) {
        Opened.Sight sight = new Opened.Sight(fit.asker(), fit.message().requireTicket());
        return refused.refusal().code() == RefusalCode.TICKET_UNKNOWN
                && fit.answersOffer()
                && (sights.contains(sight) || before.offered().contains(sight));
    }

    private void keep(@Nullable Ticket was, Ticket ticket) {
        TicketNumber number = ticket.number();
        tickets.put(number, ticket);
        (was == null || opened.containsKey(number) ? opened : changed).put(number, ticket);
        Set<MemberCode> all = concerned.computeIfAbsent(number, _ -> new HashSet<>());
        all.addAll(ticket.parties());
        if (was != null) {
            all.addAll(was.parties());
        }
        ticket.parties().forEach(party -> sights.add(new Opened.Sight(party, number)));
    }

    private Outcome onOther(Checked.Fit fit) {
        Message message = fit.message();
        if (fit.body() == null) {
            return drafts.add(fit, Set.of(message.from()));
        }
        return switch (deliberate.apply(fit)) {
            case Deliberation.Verdict.Refuse(Refusal refusal) -> Outcome.refused(message.id(), refusal);
            case Deliberation.Verdict.Forward(List<MemberCode> recipients) -> {
                Set<MemberCode> readers = new HashSet<>(recipients);
                readers.add(message.from());
                yield drafts.add(fit, readers);
            }
        };
    }

    /** The tickets as the rules saw them that said no, as far as their askers could. */
    Map<Checked.Fit, Ticket> seenWhenRefused() {
        return seenWhenRefused;
    }

    boolean isEmpty() {
        return drafts.isEmpty();
    }

    Link.@Nullable Head head() {
        return before.head();
    }

    List<Entry.Against> refusals() {
        return copies.refusals();
    }

    List<Record> records() {
        return drafts.records();
    }

    /** What is to be recorded, now that {@code link} attests it. */
    Entry entry(Link link) {
        Drafts.Recorded recorded = drafts.recorded(link);
        return new Entry(
                link,
                List.copyOf(opened.values()),
                List.copyOf(changed.values()),
                recorded.messages(),
                refusals(),
                recorded.carried(),
                recorded.passed());
    }

    List<TicketMoved> moved() {
        return concerned.entrySet().stream()
                .map(moved -> new TicketMoved(
                        moved.getKey(),
                        Objects.requireNonNull(tickets.get(moved.getKey())).sequence(),
                        Set.copyOf(moved.getValue())))
                .toList();
    }
}
