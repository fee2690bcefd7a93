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
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TwoTickets;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Catalogue;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the messages of one commit, one after the other, each in sight of what those before it have changed. Holds
 * only what the database has shown to the askers; nothing of it is true until the commit.
 */
final class Batch {
    private final TicketRules rules;
    private final Function<Checked.Fit, Deliberation.Verdict> deliberate;
    private final BiPredicate<MemberCode, TicketNumber> wasOffered;
    private final Opened before;
    private final Instant now;
    private final Map<TicketNumber, Ticket> tickets = new HashMap<>();
    private final Set<Opened.Sight> sights;
    private final Map<TicketNumber, Ticket> opened = new LinkedHashMap<>();
    private final Map<TicketNumber, Ticket> changed = new LinkedHashMap<>();
    private final Map<Opened.Key, Integer> positions = new HashMap<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Opened.Key, Entry.Against> against = new LinkedHashMap<>();
    private final Map<TicketNumber, Set<MemberCode>> concerned = new LinkedHashMap<>();

    Batch(
            TicketRules rules,
            Function<Checked.Fit, Deliberation.Verdict> deliberate,
            BiPredicate<MemberCode, TicketNumber> wasOffered,
            Opened before,
            Instant now) {
        this.rules = rules;
        this.deliberate = deliberate;
        this.wasOffered = wasOffered;
        this.before = before;
        this.now = now;
        before.tickets().values().forEach(ticket -> tickets.put(ticket.number(), ticket));
        this.sights = new HashSet<>(before.tickets().keySet());
    }

    /** An accepted message that waits for its stamp. */
    private record Draft(
            Checked.Fit fit,
            Record record,
            Audience audience,
            Collection<MemberCode> readers,
            @Nullable MemberCode newcomer) {}

    /** What is to be answered: at once, or with the stamp at a place in the batch. */
    sealed interface Outcome {
        record Now(Decision decision) implements Outcome {}

        record Stamped(int position) implements Outcome {}
    }

    Outcome decide(Checked.Fit fit) {
        Message message = fit.message();
        Opened.Key key = new Opened.Key(message.from(), message.id());
        Outcome known = known(key, fit);
        if (known != null) {
            return known;
        }
        Outcome outcome;
        if (!fit.key().covers(now)) {
            outcome = refused(message, Refusal.of(RefusalCode.KEY_NOT_VALID));
        } else {
            outcome = fit.body() instanceof TicketBody body ? onTicket(fit, body) : onOther(fit);
        }
        switch (outcome) {
            case Outcome.Stamped(int position) -> positions.put(key, position);
            case Outcome.Now(Decision.Refused(var _, Refusal refusal)) -> remember(key, fit, refusal);
            case Outcome.Now _ -> {}
        }
        return outcome;
    }

    /** What was decided about the same id before, in an earlier batch or in this one; null if nothing was. */
    private @Nullable Outcome known(Opened.Key key, Checked.Fit fit) {
        Message message = fit.message();
        Opened.Earlier earlier = before.earlier().get(key);
        if (earlier != null) {
            return earlier.digest().equals(fit.digest())
                    ? new Outcome.Now(new Decision.Accepted(message.id(), earlier.stamp()))
                    : reused(message);
        }
        Integer position = positions.get(key);
        if (position != null) {
            return drafts.get(position).fit().digest().equals(fit.digest())
                    ? new Outcome.Stamped(position)
                    : reused(message);
        }
        Opened.Against refused = before.refused().get(key);
        if (refused != null) {
            return refused.digest().equals(fit.digest()) ? again(fit, refused.refusal()) : reused(message);
        }
        Entry.Against here = against.get(key);
        if (here != null) {
            return here.digest().equals(fit.digest())
                    ? again(fit, new Refusal(here.code(), here.detail(), null))
                    : reused(message);
        }
        return null;
    }

    /** What the ticket says now is not remembered with the refusal: it may be something else again. */
    private Outcome again(Checked.Fit fit, Refusal refusal) {
        Ticket ticket = refusal.code() == RefusalCode.UPDATE_STALE
                ? seen(fit.asker(), fit.message().requireTicket())
                : null;
        return refused(fit.message(), ticket == null ? refusal : Refusal.stale(ticket.present()));
    }

    private @Nullable Ticket seen(MemberCode asker, TicketNumber number) {
        return sights.contains(new Opened.Sight(asker, number)) ? tickets.get(number) : null;
    }

    /** A copy that comes later must not be acted on, whatever has changed by then (ST-154). */
    private void remember(Opened.Key key, Checked.Fit fit, Refusal refusal) {
        if (!Catalogue.of(refusal.code()).retryable() && !key.sender().equals(MemberCode.HUB)) {
            against.put(
                    key,
                    new Entry.Against(key.sender(), key.id(), fit.digest(), refusal.code(), refusal.detail(), now));
        }
    }

    private static Outcome reused(Message message) {
        return refused(message, Refusal.of(RefusalCode.MESSAGE_ID_REUSED));
    }

    private Outcome onTicket(Checked.Fit fit, TicketBody body) {
        Message message = fit.message();
        TicketNumber number = message.requireTicket();
        Ticket ticket = seen(fit.asker(), number);
        Ticket other = body instanceof TwoTickets two ? seen(fit.asker(), two.other()) : null;
        return switch (rules.decide(ticket, other, new Act(message, body, now))) {
            case Ruling.Refused refused ->
                refused(
                        message,
                        isLateAnswer(fit, refused) ? Refusal.of(RefusalCode.OFFER_UNKNOWN) : refused.refusal());
            case Ruling.Happens happens -> {
                keep(ticket, happens.ticket());
                yield accepted(new Draft(
                        fit, record(fit, happens.ticket()), happens.audience(), happens.readers(), happens.newcomer()));
            }
        };
    }

    /**
     * To an answer by one who is no party any more, or never was, the ticket does not exist; but whom it was offered once
     * knows that it does, and is told that the offer has ended (ST-048).
     */
    private boolean isLateAnswer(Checked.Fit fit, Ruling.Refused refused) {
        TicketNumber number = fit.message().requireTicket();
        return refused.refusal().code() == RefusalCode.TICKET_UNKNOWN
                && (fit.body() instanceof HandoverAccept || fit.body() instanceof HandoverReject)
                && (sights.contains(new Opened.Sight(fit.asker(), number)) || wasOffered.test(fit.asker(), number));
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
        if (fit.body() == null) {
            return accepted(new Draft(
                    fit,
                    record(fit, null),
                    Audience.PARTIES,
                    Set.of(fit.message().from()),
                    null));
        }
        return switch (deliberate.apply(fit)) {
            case Deliberation.Verdict.Refuse(Refusal refusal) -> refused(fit.message(), refusal);
            case Deliberation.Verdict.Forward(List<MemberCode> recipients) -> {
                Set<MemberCode> readers = new HashSet<>(recipients);
                readers.add(fit.message().from());
                yield accepted(new Draft(fit, record(fit, null), Audience.PARTIES, readers, null));
            }
        };
    }

    private Outcome accepted(Draft draft) {
        drafts.add(draft);
        return new Outcome.Stamped(drafts.size() - 1);
    }

    private static Outcome refused(Message message, Refusal refusal) {
        return new Outcome.Now(new Decision.Refused(message.id(), refusal));
    }

    private Record record(Checked.Fit fit, @Nullable Ticket after) {
        Message message = fit.message();
        if (after == null) {
            return new Record(
                    message.id(),
                    fit.digest(),
                    message.from(),
                    message.type(),
                    null,
                    0,
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    now);
        }
        Custody.@Nullable Offered offer = after.custody() instanceof Custody.Offered offered ? offered : null;
        return new Record(
                message.id(),
                fit.digest(),
                message.from(),
                message.type(),
                after.number(),
                after.sequence(),
                after.custody().epoch(),
                after.custody().owner(),
                after.status(),
                offer == null ? null : offer.to(),
                offer == null ? null : offer.deadline(),
                after.due(),
                now);
    }

    boolean isEmpty() {
        return drafts.isEmpty();
    }

    Link.@Nullable Head head() {
        return before.head();
    }

    List<Entry.Against> refusals() {
        return List.copyOf(against.values());
    }

    List<Record> records() {
        return drafts.stream().map(Draft::record).toList();
    }

    /** What is to be recorded, now that {@code link} attests it. */
    Entry entry(Link link) {
        DeliveryIds ids = new DeliveryIds(link.number());
        List<Entry.Recorded> messages = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            Message message = draft.fit().message();
            List<MemberCode> recipients = draft.readers().stream()
                    .filter(reader -> !reader.equals(message.from()) && !reader.equals(MemberCode.HUB))
                    .toList();
            // there are not more earlier events than the sequence says
            long firstTold =
                    draft.newcomer() == null ? 0 : ids.take(draft.record().sequence());
            messages.add(new Entry.Recorded(
                    message.from(),
                    message.id(),
                    draft.fit().digest(),
                    message.type(),
                    draft.record().ticket(),
                    draft.record().sequence(),
                    draft.audience(),
                    draft.readers(),
                    message.onBehalfOf() != null,
                    draft.fit().binding(),
                    draft.fit().jws(),
                    link.stamps().get(messages.size()),
                    recipients,
                    ids.take(recipients.size()),
                    draft.newcomer(),
                    firstTold));
        }
        return new Entry(link, List.copyOf(opened.values()), List.copyOf(changed.values()), messages, refusals());
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
