package io.snodo.hub.exchange;

import io.snodo.hub.exchange.ledger.History;
import io.snodo.hub.exchange.rules.Question;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MessageType;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.custody.Custody;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tickets for reading; every answer is limited to what the open tenant may see. */
@Component
public class Tickets {
    /** What the citizen sees only where it says so. */
    private static final Set<String> FOR_WHOM_IT_SAYS =
            Set.of(MessageType.NOTE_ADD.wire(), MessageType.ATTACHMENT_OFFER.wire());

    private final History history;
    private final ExchangeSettings settings;

    Tickets(History history, ExchangeSettings settings) {
        this.history = history;
        this.settings = settings;
    }

    /** How long a resolved ticket waits for its citizen before it closes by itself. */
    public Duration silence() {
        return settings.silence();
    }

    /** With its timeline. Empty if there is none, or none for this tenant: the two are not told apart. */
    public Optional<TicketView> find(TicketNumber number) {
        return history.find(number).map(ticket -> view(ticket, events(number)));
    }

    /** Whether the open tenant may know it. */
    public boolean isKnown(TicketNumber number) {
        return history.find(number).isPresent();
    }

    /** Newest first, without timelines; {@code before} is the number the last page ended with. */
    public List<TicketView> page(int limit, @Nullable TicketNumber before) {
        return history.page(limit, before).stream()
                .map(ticket -> view(ticket, List.of()))
                .toList();
    }

    /** The citizen's view, for one who knows the number and the digest of its code; notes for citizens only. */
    public Optional<TicketView> track(TicketNumber number, String trackingDigest) {
        return history.originator(number, trackingDigest)
                .flatMap(originator -> CurrentTenant.during(
                        originator, () -> history.find(number).map(ticket -> view(ticket, forCitizen(number)))))
                .map(view -> view.leading(onward(view, trackingDigest)));
    }

    /** A citizen's number leads to who holds the ticket, also where it goes on as another. */
    private List<TicketView.Onward> onward(TicketView view, String trackingDigest) {
        if (view.matters().mergedInto() == null && view.matters().parts().isEmpty()) {
            return List.of();
        }
        return history.leadsTo(view.number(), trackingDigest).stream()
                .map(onward -> new TicketView.Onward(
                        onward.relation().equals("merged"), onward.number(), onward.owner(), onward.status()))
                .toList();
    }

    private List<TicketView.Event> events(TicketNumber number) {
        return history.events(number).stream()
                .map(event -> line(event, Said.text(event.message())))
                .toList();
    }

    private List<TicketView.Event> forCitizen(TicketNumber number) {
        return history.events(number).stream()
                .filter(event -> event.audience() == Audience.CITIZEN
                        || !FOR_WHOM_IT_SAYS.contains(event.message().type()))
                .map(event -> line(
                        event,
                        event.audience() == Audience.CITIZEN ? Said.toCitizen(event.message()) : Optional.empty()))
                .toList();
    }

    private static TicketView.Event line(History.Event event, Optional<String> words) {
        return new TicketView.Event(
                event.sequence(),
                event.message().type(),
                event.message().from(),
                event.message().onBehalfOf() != null,
                event.recordedAt(),
                event.audience(),
                words.orElse(null));
    }

    private static TicketView view(Ticket ticket, List<TicketView.Event> events) {
        Custody.@Nullable Offered offer = ticket.custody() instanceof Custody.Offered offered ? offered : null;
        return new TicketView(
                ticket.number(),
                ticket.facts().subject(),
                ticket.facts().category(),
                ticket.status(),
                ticket.progress().outcome(),
                ticket.originator(),
                ticket.custody().owner(),
                ticket.custody().epoch(),
                ticket.sequence(),
                offer == null ? null : offer.to(),
                offer == null ? null : offer.offer(),
                offer == null ? null : offer.deadline(),
                ticket.due(),
                ticket.openedAt(),
                ticket.updatedAt(),
                matters(ticket),
                events);
    }

    private static TicketView.Matters matters(Ticket ticket) {
        Question question = ticket.matters().question();
        return new TicketView.Matters(
                ticket.facts().due(),
                ticket.progress().pendingSince(),
                ticket.progress().stopped(),
                question == null ? null : new TicketView.Question(question.id(), question.by(), question.of()),
                ticket.matters().tasks(),
                ticket.matters().observers(),
                ticket.custody() instanceof Custody.Referred referred ? referred.since() : null,
                ticket.progress().mergedInto(),
                ticket.matters().parts(),
                ticket.matters().discrepancies().stream()
                        .map(each -> new TicketView.Discrepancy(each.id(), each.by(), each.to(), each.about()))
                        .toList(),
                List.of());
    }
}
