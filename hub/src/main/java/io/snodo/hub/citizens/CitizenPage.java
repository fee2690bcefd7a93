package io.snodo.hub.citizens;

import io.snodo.hub.exchange.TicketView;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A ticket in the words and with the facts that its citizen gets; nothing that the offices say among themselves. */
public record CitizenPage(
        String number,
        String subject,
        String status,
        int epoch,
        long sequence,
        String owner,
        String holder,
        String originatorName,
        ZonedDateTime openedAt,
        @Nullable String offeredTo,
        @Nullable String offeredToName,
        @Nullable ZonedDateTime offerDeadline,
        @Nullable ZonedDateTime due,
        boolean overdue,
        @Nullable ZonedDateTime closes,
        boolean rated,
        @Nullable String answer,
        @Nullable Asks asks,
        List<Onward> onward,
        List<Milestone> milestones,
        List<Note> notes,
        List<Line> timeline) {

    /** Citizens read times as they pass where they live. */
    static final ZoneId ZONE = ZoneId.of("Europe/Rome");

    /** One step of the way: {@code done}, {@code current} or {@code ahead}. */
    public record Milestone(String name, String state) {}

    /** A request that this one goes on as, or that a part of it has become, and who has it. */
    public record Onward(boolean merged, String number, String holder, String status) {}

    /** What an office wants to know of the citizen; {@code question} names it in the answer. */
    public record Asks(String question, String text, String by) {}

    /** What an office wrote for the citizen. */
    public record Note(String text, String by, ZonedDateTime at) {}

    /** One thing that happened; {@code words} ends the key of its sentence. */
    public record Line(
            String type,
            String words,
            String byCode,
            String by,
            ZonedDateTime at,
            @Nullable String audience,
            @Nullable String text) {}

    /** What happened, in order, and the sentence for it. Offers and their answers are the offices' matter. */
    private static @Nullable String words(TicketView.Event event) {
        return switch (event.type()) {
            case "ticket.open" -> "open";
            case "note.add" -> event.audience() == Audience.CITIZEN ? "note" : null;
            case "status.set" -> "status";
            case "info.request" -> event.audience() == Audience.CITIZEN ? "ask" : null;
            case "info.answer" ->
                event.audience() != Audience.CITIZEN ? null : event.byCitizen() ? "answer.you" : "answer";
            case "handover.accept" -> "accept";
            case "handover.assign" -> "assign";
            case "ticket.resolve" -> "resolve";
            case "ticket.confirm" -> event.byCitizen() ? "confirm.you" : "confirm";
            case "ticket.reopen" -> event.byCitizen() ? "reopen.you" : "reopen";
            case "ticket.close" -> "close";
            case "ticket.cancel" -> "cancel";
            case "ticket.merge" -> "merge";
            case "ticket.unmerge" -> "unmerge";
            case "ticket.split" -> "split";
            case "rating.add" -> event.byCitizen() ? "rating.you" : "rating";
            default -> null; // names on the wire are open: what has no words for a citizen is left out
        };
    }

    /** What was written to the citizen or by the citizen; a reason that an office gave to another is neither. */
    private static @Nullable String text(TicketView.Event event) {
        boolean shown = event.byCitizen()
                || event.audience() == Audience.CITIZEN
                || event.type().equals("ticket.resolve");
        return shown ? event.text() : null;
    }

    /** {@code silence} is how long a resolved ticket waits for its citizen. */
    static CitizenPage of(TicketView ticket, Function<MemberCode, String> names, Instant now, Duration silence) {
        List<Line> timeline = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        for (TicketView.Event event : ticket.events()) {
            String words = words(event);
            String text = text(event);
            ZonedDateTime at = event.at().atZone(ZONE);
            if (words != null) {
                timeline.add(new Line(
                        event.type(),
                        words,
                        event.by().value(),
                        names.apply(event.by()),
                        at,
                        event.audience() == null
                                ? null
                                : event.audience().name().toLowerCase(java.util.Locale.ROOT),
                        words.equals("note") || words.equals("resolve") ? null : text));
            }
            if ("note".equals(words) && text != null) {
                notes.add(new Note(text, names.apply(event.by()), at));
            }
        }
        boolean open = !ticket.status().isFinal() && ticket.status() != Status.RESOLVED;
        return new CitizenPage(
                ticket.number().value(),
                ticket.subject(),
                ticket.status().wire(),
                ticket.epoch(),
                ticket.sequence(),
                ticket.owner().value(),
                names.apply(holder(ticket)),
                names.apply(ticket.originator()),
                ticket.openedAt().atZone(ZONE),
                ticket.offeredTo() == null ? null : ticket.offeredTo().value(),
                ticket.offeredTo() == null ? null : names.apply(ticket.offeredTo()),
                zoned(ticket.offerDeadline()),
                open ? zoned(ticket.due()) : null,
                open && ticket.due() != null && stands(ticket, now).isAfter(ticket.due()),
                closes(ticket, silence),
                timeline.stream().anyMatch(line -> line.words().equals("rating.you")),
                answer(ticket),
                asks(ticket, names),
                ticket.matters().onward().stream()
                        .map(o -> new Onward(
                                o.merged(),
                                o.number().value(),
                                names.apply(o.owner()),
                                o.status().wire()))
                        .toList(),
                milestones(goesOn(ticket).map(TicketView.Onward::status).orElse(ticket.status())),
                notes.reversed(),
                timeline.reversed());
    }

    public boolean mayConfirm() {
        return status.equals(Status.RESOLVED.wire());
    }

    /** What is merged goes on elsewhere. */
    public boolean isOver() {
        return Status.ofWire(status).isFinal() && !status.equals(Status.MERGED.wire());
    }

    public boolean mayRate() {
        return mayConfirm() || status.equals(Status.CLOSED.wire());
    }

    /** When it closes by itself unless the citizen says otherwise. */
    private static @Nullable ZonedDateTime closes(TicketView ticket, Duration silence) {
        return ticket.status() != Status.RESOLVED
                ? null
                : ticket.events().stream()
                        .filter(event -> event.type().equals("ticket.resolve"))
                        .reduce((_, later) -> later)
                        .map(event -> event.at().plus(silence).atZone(ZONE))
                        .orElse(null);
    }

    /** What the office said when it resolved, as long as that stands. */
    private static @Nullable String answer(TicketView ticket) {
        return ticket.status() != Status.RESOLVED && ticket.status() != Status.CLOSED
                ? null
                : ticket.events().stream()
                        .filter(event -> event.type().equals("ticket.resolve"))
                        .reduce((_, later) -> later)
                        .map(TicketView.Event::text)
                        .orElse(null);
    }

    /** Where the clock of the promise is: it stands still while the ticket is pending. */
    private static Instant stands(TicketView ticket, Instant now) {
        Instant since = ticket.matters().pendingSince();
        return since == null ? now : since;
    }

    /** The ticket that goes on instead of a merged one. */
    private static Optional<TicketView.Onward> goesOn(TicketView ticket) {
        return ticket.matters().onward().stream()
                .filter(TicketView.Onward::merged)
                .findFirst();
    }

    /** Whoever has it now, also where it goes on as another. */
    private static MemberCode holder(TicketView ticket) {
        return goesOn(ticket).map(TicketView.Onward::owner).orElse(ticket.owner());
    }

    private static @Nullable Asks asks(TicketView ticket, Function<MemberCode, String> names) {
        TicketView.Question open = ticket.matters().question();
        return open == null || open.of() != Asked.CITIZEN
                ? null
                : ticket.events().stream()
                        .filter(event -> event.type().equals("info.request") && event.text() != null)
                        .reduce((_, later) -> later)
                        .map(event -> new Asks(open.id().toString(), "" + event.text(), names.apply(open.by())))
                        .orElse(null);
    }

    private static @Nullable ZonedDateTime zoned(@Nullable Instant instant) {
        return instant == null ? null : instant.atZone(ZONE);
    }

    private static List<Milestone> milestones(Status status) {
        return switch (status) {
            case TRIAGE -> way(0);
            case ACKNOWLEDGED -> way(1);
            case IN_PROGRESS, PENDING, REOPENED -> way(2);
            case RESOLVED -> way(3);
            case CLOSED -> way(5);
            case MERGED -> way(2);
            case CANCELLED -> List.of(new Milestone("received", "done"), new Milestone("cancelled", "done"));
        };
    }

    private static List<Milestone> way(int here) {
        List<String> names = List.of("received", "acknowledged", "in_progress", "resolved", "closed");
        List<Milestone> way = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            way.add(new Milestone(names.get(i), i < here ? "done" : i == here ? "current" : "ahead"));
        }
        return way;
    }
}
