package io.snodo.conformance.seen;

import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.seen.Scene.Sent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a spoke has to say to the kit's hub: receipts, messages of its own, and those again. */
final class SpokeCheck {
    private final Scene scene;
    private final Fields fields;

    SpokeCheck(Scene scene, Fields fields) {
        this.scene = scene;
        this.fields = fields;
    }

    Verdict answered(Expectation.Answered e, List<Event> events, long since) {
        Sent delivered = scene.message(e.message());
        List<Event> receipts = scene.about(e.message(), What.RECEIPT, events)
                .filter(event -> event.number() > since)
                .toList();
        Optional<Event> foreign = receipts.stream()
                .filter(event -> !event.content().path("digest").stringValue("").equals(delivered.digest()))
                .findFirst();
        if (foreign.isPresent()) {
            return new Verdict.Broken("a receipt for " + e.message() + " names another digest");
        }
        int met = 0;
        for (Event receipt : receipts) {
            String level = level(receipt.content());
            int disclosed = receipt.content().path("disclosed").intValue(0);
            if (e.levels().stream().noneMatch(each -> each.startsWith("refused"))
                    && disclosed != shown(e.message(), events, receipt)) {
                return new Verdict.Broken(
                        "a receipt for " + e.message() + " says that " + disclosed + " fields were disclosed");
            }
            if (met < e.levels().size() && level.equals(e.levels().get(met))) {
                met++;
            } else if (level.startsWith("refused") && !e.levels().contains(level)) {
                return new Verdict.Broken(e.message() + " was answered with " + level);
            } else if (e.levels().contains(level) && !e.levels().subList(0, met).contains(level)) {
                return new Verdict.Broken(level + " came out of its turn");
            }
        }
        return met == e.levels().size()
                ? Verdict.MET
                : new Verdict.NotYet(e.message() + " is answered " + met + " times of " + e.levels());
    }

    /** How many of the message's hidden fields the spoke had been shown by then: a copy with fewer takes nothing back. */
    private long shown(String message, List<Event> events, Event receipt) {
        return scene.about(message, What.DELIVERED, events)
                .filter(event -> event.number() < receipt.number())
                .flatMap(
                        event -> Disclosed.texts(event.content().path("message").stringValue("")).stream())
                .distinct()
                .count();
    }

    Verdict notAnswered(Expectation.NotAnswered e, List<Event> events, long since) {
        return scene.about(e.message(), What.RECEIPT, events)
                        .filter(event -> event.number() > since)
                        .anyMatch(event -> e.level().equals("anything")
                                || level(event.content()).equals(e.level()))
                ? new Verdict.Broken(e.message() + " was answered with " + e.level())
                : Verdict.MET;
    }

    Verdict said(Expectation.Said e, List<Event> events, long since) {
        String nearest = "";
        for (Event event : events) {
            JsonNode envelope = event.content().path("envelope");
            if (event.number() > since
                    && event.what() == What.SAID
                    && event.from().equals("spoke")
                    && event.type().equals(e.type())
                    && isOnOrNames(e.ticket(), event)) {
                Optional<String> difference = fields.difference(e.body(), envelope.path("body"))
                        .or(() -> fields.difference(e.envelope(), envelope));
                if (difference.isEmpty()) {
                    scene.name(e.name(), event, event.content().path("jws").stringValue(""));
                    String ticket = e.ticket();
                    if (ticket != null) {
                        scene.ticket(ticket, event.ticket());
                    }
                    return Verdict.MET;
                }
                nearest = "; it said one, but " + difference.get();
            }
        }
        return new Verdict.NotYet("the spoke has not said " + e.type() + nearest);
    }

    private boolean isOnOrNames(@Nullable String ticket, Event event) {
        return ticket == null
                || scene.ticketIfAny(ticket).map(event.ticket()::equals).orElse(true);
    }

    Verdict saidAgain(Expectation.SaidAgain e, List<Event> events) {
        List<Event> all = scene.about(e.message(), What.SAID, events).toList();
        if (all.stream().map(event -> event.content().path("jws")).distinct().count() > 1) {
            return new Verdict.Broken(e.message() + " was repeated in other octets");
        }
        return all.size() >= e.times()
                ? Verdict.MET
                : new Verdict.NotYet(e.message() + " was said " + all.size() + " times and not " + e.times());
    }

    Verdict saidNoMore(Expectation.SaidNoMore e, List<Event> events, long since) {
        return scene.about(e.message(), What.SAID, events).anyMatch(event -> event.number() > since)
                ? new Verdict.Broken(e.message() + " was said again")
                : Verdict.MET;
    }

    static String level(JsonNode entry) {
        String refusal = entry.path("refusal").stringValue("");
        return refusal.isEmpty() ? entry.path("level").stringValue("") : "refused " + refusal;
    }
}
