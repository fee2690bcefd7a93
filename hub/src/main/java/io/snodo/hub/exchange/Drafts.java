package io.snodo.hub.exchange;

import io.snodo.hub.evidence.Link;
import io.snodo.hub.exchange.ledger.Entry;
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
import org.jspecify.annotations.Nullable;

/** The messages that a batch accepts, in their order, while they wait for their stamps. */
final class Drafts {
    private final Instant now;
    private final List<Draft> drafts = new ArrayList<>();

    Drafts(Instant now) {
        this.now = now;
    }

    private record Draft(
            Checked.Fit fit,
            Record record,
            Audience audience,
            Collection<MemberCode> readers,
            @Nullable MemberCode newcomer) {}

    /** {@code after} is the ticket as the message leaves it. */
    Outcome add(
            Checked.Fit fit,
            Ticket after,
            Audience audience,
            Collection<MemberCode> readers,
            @Nullable MemberCode newcomer) {
        return add(new Draft(fit, record(fit, after), audience, readers, newcomer));
    }

    /** About no ticket. */
    Outcome add(Checked.Fit fit, Collection<MemberCode> readers) {
        return add(new Draft(fit, record(fit), Audience.PARTIES, readers, null));
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
    List<Entry.Recorded> recorded(Link link) {
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
        return messages;
    }
}
