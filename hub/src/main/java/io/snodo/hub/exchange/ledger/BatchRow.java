package io.snodo.hub.exchange.ledger;

import io.snodo.hub.evidence.Link;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that one commit writes, a tenant at a time. */
record BatchRow(
        EvidenceRow evidence,
        Collection<OriginatorRows> tickets,
        List<DisclosureRow> disclosures,
        List<ArrivalRow> arrivals,
        Collection<SenderRows> senders,
        List<Entry.Against> refused) {

    static BatchRow of(Entry entry) {
        Map<MemberCode, OriginatorRows> tickets = new LinkedHashMap<>();
        for (Ticket ticket : entry.opened()) {
            tickets.computeIfAbsent(ticket.originator(), OriginatorRows::new)
                    .opened()
                    .add(TicketRow.of(ticket));
        }
        for (Ticket ticket : entry.changed()) {
            tickets.computeIfAbsent(ticket.originator(), OriginatorRows::new)
                    .changed()
                    .add(TicketRow.of(ticket));
        }
        Map<MemberCode, SenderRows> senders = new LinkedHashMap<>();
        for (Entry.Recorded message : entry.messages()) {
            senders.computeIfAbsent(message.sender(), SenderRows::new).add(message);
        }
        return new BatchRow(
                EvidenceRow.of(entry.link()),
                tickets.values(),
                entry.messages().stream()
                        .flatMap(each -> DisclosureRow.of(each).stream())
                        .toList(),
                entry.messages().stream()
                        .flatMap(each -> ArrivalRow.of(each).stream())
                        .toList(),
                senders.values(),
                entry.refused());
    }

    /** A row of {@code evidence_batch}. */
    record EvidenceRow(
            long number, String root, @Nullable String previous, String signed, String leaves, Instant recordedAt) {
        static EvidenceRow of(Link link) {
            return new EvidenceRow(
                    link.number(),
                    link.root(),
                    link.previous(),
                    link.signed(),
                    Base64.getEncoder().encodeToString(link.leaves()),
                    link.recordedAt());
        }
    }

    /** What is written as one originator. */
    record OriginatorRows(MemberCode originator, List<TicketRow> opened, List<TicketRow> changed) {
        OriginatorRows(MemberCode originator) {
            this(originator, new ArrayList<>(), new ArrayList<>());
        }
    }

    /** A row of {@code disclosure}. */
    record DisclosureRow(
            MemberCode sender,
            UUID message,
            int place,
            @Nullable TicketNumber ticket,
            Audience audience,
            Collection<MemberCode> named,
            String text,
            Collection<MemberCode> readers) {

        static List<DisclosureRow> of(Entry.Recorded message) {
            List<DisclosureRow> rows = new ArrayList<>();
            for (Entry.Disclosure each : message.disclosures()) {
                rows.add(new DisclosureRow(
                        message.sender(),
                        message.id(),
                        rows.size(),
                        message.ticket(),
                        each.audience(),
                        each.named(),
                        each.text(),
                        each.readers()));
            }
            return rows;
        }
    }

    /** Who is to be told and shown what came before {@code sequence}. */
    record ArrivalRow(
            MemberCode sender,
            MemberCode member,
            @Nullable TicketNumber ticket,
            long sequence,
            boolean newcomer,
            boolean owner,
            MemberCode teller,
            long first,
            long again) {

        static List<ArrivalRow> of(Entry.Recorded message) {
            return message.arrivals().stream()
                    .map(each -> new ArrivalRow(
                            message.sender(),
                            each.member(),
                            message.ticket(),
                            message.sequence(),
                            each.newcomer(),
                            each.owner(),
                            each.teller(),
                            each.first(),
                            each.again()))
                    .toList();
        }
    }

    /** What is written as one sender. */
    record SenderRows(MemberCode sender, List<MessageRow> messages, List<DeliveryRow> deliveries) {
        SenderRows(MemberCode sender) {
            this(sender, new ArrayList<>(), new ArrayList<>());
        }

        void add(Entry.Recorded message) {
            messages.add(MessageRow.of(message));
            long id = message.firstDelivery();
            for (MemberCode recipient : message.recipients()) {
                deliveries.add(new DeliveryRow(id++, recipient, message.id(), message.ticket()));
            }
        }
    }

    /** A row of {@code message}, without what is the same for its sender or its batch. */
    record MessageRow(
            UUID id,
            String digest,
            String type,
            @Nullable TicketNumber ticket,
            long sequence,
            Audience audience,
            Collection<MemberCode> readers,
            boolean byCitizen,
            String binding,
            String jws,
            int hidden,
            String leaf,
            int leafIndex,
            List<String> path) {

        static MessageRow of(Entry.Recorded message) {
            return new MessageRow(
                    message.id(),
                    message.digest(),
                    message.type(),
                    message.ticket(),
                    message.sequence(),
                    message.audience(),
                    message.readers(),
                    message.byCitizen(),
                    message.binding(),
                    message.jws(),
                    message.disclosures().size(),
                    message.stamp().leaf(),
                    message.stamp().index(),
                    message.stamp().path());
        }
    }

    /** A row of {@code delivery}. */
    record DeliveryRow(
            long id,
            MemberCode recipient,
            UUID message,
            @Nullable TicketNumber ticket) {}
}
