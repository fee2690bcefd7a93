package io.snodo.hub.exchange;

import io.snodo.hub.evidence.Link;
import io.snodo.hub.evidence.Notary;
import io.snodo.hub.exchange.ledger.Ask;
import io.snodo.hub.exchange.ledger.Entry;
import io.snodo.hub.exchange.ledger.Ledger;
import io.snodo.hub.exchange.ledger.Opened;
import io.snodo.hub.exchange.ledger.Passage;
import io.snodo.hub.exchange.rules.Network;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.hub.exchange.rules.TicketRules;
import io.snodo.hub.members.Members;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.TwoTickets;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** One transaction: decisions, tickets, messages, deliveries and evidence of a batch, or nothing of it. */
@Component
class Commit {
    private final Ledger ledger;
    private final Notary notary;
    private final Deliberations deliberations;
    private final TicketRules rules;
    private final Passage passage;
    private final Members members;
    private final Clock clock;

    Commit(
            Ledger ledger,
            Passage passage,
            Notary notary,
            Deliberations deliberations,
            Network network,
            Members members,
            Clock clock) {
        this.passage = passage;
        this.members = members;
        this.ledger = ledger;
        this.notary = notary;
        this.deliberations = deliberations;
        this.rules = new TicketRules(network);
        this.clock = clock;
    }

    /** The answers, in the order of the messages, and what is to be told on. */
    record Done(List<Decision> decisions, Committed committed, Map<Checked.Fit, Ticket> seenWhenRefused) {}

    Done together(List<Checked.Fit> messages) {
        Instant now = now();
        return ledger.together(() -> decideAndRecord(
                messages, fit -> ledger.as(fit.message().from(), () -> deliberations.decide(fit, now)), now));
    }

    /** For what another room keeps with Hibernate, whose session knows one tenant only. */
    Done alone(Checked.Fit message) {
        Instant now = now();
        return ledger.alone(
                message.message().from(),
                () -> decideAndRecord(List.of(message), fit -> deliberations.decide(fit, now), now));
    }

    /** Not finer than the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Done decideAndRecord(
            List<Checked.Fit> messages, Function<Checked.Fit, Deliberation.Verdict> deliberate, Instant now) {
        List<Entry.Told> told = new ArrayList<>();
        List<Passage.Receipt> receipts = new ArrayList<>();
        List<Ask> asks = new ArrayList<>();
        for (Checked.Fit fit : messages) {
            Message message = fit.message();
            if (fit.body() instanceof Receipt && !fit.key().covers(now)) {
                continue; // is not believed; its refusal is given with the others' answers
            }
            if (fit.body() instanceof Receipt receipt) {
                receipts.add(receipt(fit, receipt));
                receipt.entries()
                        .forEach(entry -> told.add(new Entry.Told(
                                message.from(),
                                entry.message(),
                                entry.digest(),
                                entry.level(),
                                entry.refusal(),
                                entry.disclosed())));
            } else {
                asks.add(new Ask(
                        message.from(),
                        message.id(),
                        fit.carried() == null ? message.ticket() : null, // there is none of it here
                        fit.asker(),
                        fit.answersOffer()));
                if (fit.carried() == null && fit.body() instanceof TwoTickets two) {
                    asks.add(new Ask(message.from(), message.id(), two.other(), fit.asker(), false));
                }
            }
        }
        Recorded recorded = asks.isEmpty()
                ? new Recorded(noted(messages, now), List.of(), Set.of(), List.of(), Map.of(), false)
                : record(messages, asks, deliberate, now);
        Set<UUID> elsewhere = members.near().isEmpty() ? Set.of() : passage.receipts(receipts, now);
        return new Done(
                recorded.decisions(),
                new Committed(
                        recorded.outgoing(),
                        recorded.catchingUp(),
                        told.isEmpty() ? List.of() : ours(ledger.receipts(told, now), elsewhere),
                        recorded.moved(),
                        recorded.passing() || !elsewhere.isEmpty()),
                recorded.seenWhenRefused());
    }

    private static Passage.Receipt receipt(Checked.Fit fit, Receipt receipt) {
        return new Passage.Receipt(
                fit.message().from(),
                fit.message().id(),
                fit.digest(),
                fit.whole(),
                receipt.entries().stream()
                        .map(Receipt.Entry::message)
                        .distinct()
                        .toList());
    }

    /** What another hub has decided on, that tells of: it has the same receipts. */
    private static List<News> ours(List<News> news, Set<UUID> elsewhere) {
        return elsewhere.isEmpty()
                ? news
                : news.stream()
                        .filter(each -> !elsewhere.contains(each.message()))
                        .toList();
    }

    private record Recorded(
            List<Decision> decisions,
            List<Outgoing> outgoing,
            Set<MemberCode> catchingUp,
            List<TicketMoved> moved,
            Map<Checked.Fit, Ticket> seenWhenRefused,
            boolean passing) {}

    private Recorded record(
            List<Checked.Fit> messages,
            List<Ask> asks,
            Function<Checked.Fit, Deliberation.Verdict> deliberate,
            Instant now) {
        Opened opened = ledger.open(asks); // first: it waits for its turn
        Elsewhere elsewhere = Elsewhere.of(messages, members, passage);
        Batch batch = new Batch(rules, deliberate, opened, elsewhere, members::hasDeparted, now);
        List<Outcome> outcomes =
                messages.stream().map(fit -> decide(batch, fit, now)).toList();
        if (batch.isEmpty()) {
            if (!batch.refusals().isEmpty()) {
                ledger.refuse(batch.refusals());
            }
            return new Recorded(
                    outcomes.stream()
                            .map(outcome -> ((Outcome.Now) outcome).decision())
                            .toList(),
                    List.of(),
                    Set.of(),
                    List.of(),
                    batch.seenWhenRefused(),
                    false);
        }
        Link link = notary.link(batch.records(), batch.head(), now);
        Entry entry = batch.entry(link);
        Set<MemberCode> catchingUp = new HashSet<>(ledger.record(entry));
        passage.carry(entry.carried(), link.number(), now);
        passage.pass(entry.passed(), link.number(), now);
        List<Outgoing> outgoing = new ArrayList<>();
        for (Entry.Recorded message : entry.messages()) {
            long id = message.firstDelivery();
            for (MemberCode recipient : message.recipients()) {
                outgoing.add(new Outgoing(id++, recipient, message.seenBy(recipient), message.stamp()));
            }
        }
        entry.carried().forEach(each -> outgoing.add(outgoing(each)));
        entry.messages().stream()
                .flatMap(message -> message.arrivals().stream())
                .filter(Entry.Arrival::newcomer)
                .map(Entry.Arrival::member)
                .forEach(catchingUp::add);
        List<Decision> decisions = new ArrayList<>(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            decisions.add(
                    switch (outcomes.get(i)) {
                        case Outcome.Now decided -> decided.decision();
                        case Outcome.Stamped stamped ->
                            new Decision.Accepted(
                                    messages.get(i).message().id(),
                                    link.stamps().get(stamped.position()));
                    });
        }
        return new Recorded(
                decisions,
                outgoing,
                catchingUp,
                batch.moved(),
                batch.seenWhenRefused(),
                !entry.passed().isEmpty());
    }

    private static Outgoing outgoing(Passage.Carry carried) {
        String jws = carried.hidden() == 0
                ? carried.jws()
                : Sealed.with(
                        carried.jws(),
                        carried.disclosures().stream().map(Passage.Shown::text).toList());
        return new Outgoing(
                carried.delivery(), carried.recipient(), jws, Json.MAPPER.readValue(carried.homeStamp(), Stamp.class));
    }

    private static Outcome decide(Batch batch, Checked.Fit fit, Instant now) {
        return fit.body() instanceof Receipt ? new Outcome.Now(noted(fit, now)) : batch.decide(fit);
    }

    private static List<Decision> noted(List<Checked.Fit> messages, Instant now) {
        return messages.stream().map(fit -> noted(fit, now)).toList();
    }

    private static Decision noted(Checked.Fit receipt, Instant now) {
        UUID message = receipt.message().id();
        return receipt.key().covers(now)
                ? new Decision.Noted(message)
                : new Decision.Refused(message, Refusal.of(RefusalCode.KEY_NOT_VALID));
    }
}
