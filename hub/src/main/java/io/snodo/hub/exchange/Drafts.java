package io.snodo.hub.exchange;

import io.snodo.hub.evidence.Link;
import io.snodo.hub.exchange.ledger.Entry;
import io.snodo.hub.exchange.ledger.Passage;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Audience;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.receipt.Record;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The messages that a batch accepts, in their order, while they wait for their stamps. */
final class Drafts {
    private final Predicate<MemberCode> departed;
    private final Instant now;
    private final List<Draft> drafts = new ArrayList<>();

    /** {@code departed} are parties still, for what they knew is told to newcomers in their sight; nothing is brought to them. */
    Drafts(Predicate<MemberCode> departed, Instant now) {
        this.departed = departed;
        this.now = now;
    }

    private record Draft(
            Checked.Fit fit,
            Record record,
            Audience audience,
            Collection<MemberCode> readers,
            @Nullable MemberCode newcomer,
            @Nullable MemberCode ownerBefore,
            @Nullable MemberCode passedTo) {

        /** Who has the ticket by this message, and had it not. */
        boolean changesOwner() {
            return ownerBefore != null && record.owner() != null && !ownerBefore.equals(record.owner());
        }

        List<Entry.Disclosure> disclosures() {
            return fit.veiled().stream()
                    .map(each -> each.shownTo(readers, fit.message().from(), record.owner()))
                    .toList();
        }
    }

    /** {@code before} is the ticket as the message finds it, absent where it opens it; {@code after} as it leaves it. */
    Outcome add(
            Checked.Fit fit,
            @Nullable Ticket before,
            Ticket after,
            Audience audience,
            Collection<MemberCode> readers,
            @Nullable MemberCode newcomer) {
        return add(new Draft(
                fit,
                record(fit, after),
                audience,
                readers,
                newcomer,
                before == null ? null : before.custody().owner(),
                null));
    }

    /** About no ticket. */
    Outcome add(Checked.Fit fit, Collection<MemberCode> readers) {
        return add(new Draft(fit, record(fit), Audience.PARTIES, readers, null, null, null));
    }

    /** What another hub has decided on: our evidence says that we were brought it, and nothing of the ticket. */
    void carry(Checked.Fit fit, Carried carried) {
        add(new Draft(fit, record(fit), Audience.PARTIES, Set.of(carried.recipient()), null, null, null));
    }

    /** What {@code home} is to decide on: our evidence says that we had it. */
    void pass(Checked.Fit fit, MemberCode home) {
        add(new Draft(fit, record(fit), Audience.PARTIES, Set.of(fit.message().from()), null, null, home));
    }

    private Outcome add(Draft draft) {
        drafts.add(draft);
        return new Outcome.Stamped(drafts.size() - 1);
    }

    private Record record(Checked.Fit fit) {
        Message message = fit.message();
        return new Record(
                message.id(), fit.digest(), message.from(), message.type(), null, 0, 0, null, null, null, null, now);
    }

    private Record record(Checked.Fit fit, Ticket after) {
        Message message = fit.message();
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

    List<Record> records() {
        return drafts.stream().map(Draft::record).toList();
    }

    /** What is to be recorded of each, with the stamps of {@code link}. */
    record Recorded(List<Entry.Recorded> messages, List<Passage.Carry> carried, List<Passage.Pass> passed) {}

    Recorded recorded(Link link) {
        DeliveryIds ids = new DeliveryIds(link.number());
        List<Entry.Recorded> messages = new ArrayList<>(drafts.size());
        List<Passage.Carry> carries = new ArrayList<>();
        List<Passage.Pass> passes = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            Message message = draft.fit().message();
            Carried carried = draft.fit().carried();
            if (carried != null) {
                carries.add(Passing.carry(draft.fit(), carried, link.stamps().get(i), ids.take(1)));
                continue;
            }
            if (draft.passedTo() != null) {
                passes.add(Passing.pass(
                        draft.fit(), draft.passedTo(), link.stamps().get(i)));
                continue;
            }
            List<MemberCode> recipients = draft.readers().stream()
                    .filter(reader -> !reader.equals(message.from()) && !reader.equals(MemberCode.HUB))
                    .filter(Predicate.not(departed))
                    .toList();
            List<Entry.Arrival> arrivals = arrivals(draft, ids);
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
                    draft.disclosures(),
                    link.stamps().get(i),
                    recipients,
                    ids.take(recipients.size()),
                    arrivals));
        }
        return new Recorded(messages, carries, passes);
    }

    /** Who is to be told by it what it could not know before. There are not more earlier events than the sequence says. */
    private static List<Entry.Arrival> arrivals(Draft draft, DeliveryIds ids) {
        MemberCode newcomer = draft.newcomer();
        MemberCode teller = draft.ownerBefore();
        MemberCode owner = draft.record().owner();
        if (teller == null || owner == null || (newcomer == null && !draft.changesOwner())) {
            return List.of();
        }
        long again = draft.changesOwner() ? ids.take(draft.record().sequence()) : 0;
        long first = newcomer == null ? 0 : ids.take(draft.record().sequence());
        MemberCode who = newcomer == null ? owner : newcomer;
        return List.of(new Entry.Arrival(who, newcomer != null, draft.changesOwner(), teller, first, again));
    }
}
