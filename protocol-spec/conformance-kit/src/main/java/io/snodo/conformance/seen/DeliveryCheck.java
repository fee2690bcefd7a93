package io.snodo.conformance.seen;

import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.seen.Event.What;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What members were delivered, what of it they were shown, and in which order. */
final class DeliveryCheck {
    private final Scene scene;
    private final Fields fields;

    DeliveryCheck(Scene scene, Fields fields) {
        this.scene = scene;
        this.fields = fields;
    }

    Verdict hears(Expectation.Hears e, List<Event> events) {
        List<Event> heard = heard(e.who(), e.message(), events);
        if (heard.size() < e.times()) {
            return new Verdict.NotYet(
                    e.who() + " has heard " + e.message() + " " + heard.size() + " times and not " + e.times());
        }
        if (heard.stream()
                        .map(event ->
                                Disclosed.jws(event.content().path("message").stringValue("")))
                        .distinct()
                        .count()
                > 1) {
            return new Verdict.Broken(e.message() + " was delivered in two spellings");
        }
        return fields.difference(e.record(), heard.getFirst().record())
                .<Verdict>map(difference -> new Verdict.Broken("in the record, " + difference))
                .orElse(Verdict.MET);
    }

    Verdict shown(Expectation.Shown e, List<Event> events, long since) {
        Set<JsonNode> stamps = new HashSet<>();
        boolean met = false;
        for (Event event : heard(e.who(), e.message(), events)) {
            Optional<Set<String>> fields =
                    Disclosed.fields(event.content().path("message").stringValue(""));
            if (fields.isEmpty()) {
                return new Verdict.Broken(e.message() + " was delivered with what does not belong to it");
            }
            stamps.add(event.content().path("stamp"));
            if (stamps.size() > 1) {
                return new Verdict.Broken(e.message() + " was delivered under two stamps");
            }
            if (!e.fields().containsAll(fields.get())) {
                return new Verdict.Broken(e.who() + " was shown " + fields.get() + " of " + e.message());
            }
            met |= fields.get().containsAll(e.fields()) && (!e.again() || event.number() > since);
        }
        return met ? Verdict.MET : new Verdict.NotYet(e.who() + " was not shown " + e.fields() + " of " + e.message());
    }

    Verdict notShown(Expectation.NotShown e, List<Event> events) {
        return heard(e.who(), e.message(), events).stream()
                        .flatMap(event ->
                                Disclosed.fields(event.content().path("message").stringValue("")).stream())
                        .anyMatch(fields -> fields.contains(e.field()))
                ? new Verdict.Broken(e.who() + " was shown " + e.field() + " of " + e.message())
                : Verdict.MET;
    }

    private List<Event> heard(String who, String message, List<Event> events) {
        return scene.about(message, What.DELIVERED, events)
                .filter(event -> event.to().equals(who))
                .toList();
    }

    Verdict hearsOf(Expectation.HearsOf e, List<Event> events) {
        String nearest = "";
        for (Event event : events) {
            if (event.what() == What.DELIVERED
                    && event.to().equals(e.who())
                    && event.type().equals(e.type())
                    && isOn(e.ticket(), event)) {
                Optional<String> difference = fields.difference(e.record(), event.record())
                        .or(() -> fields.difference(
                                e.body(), event.content().path("envelope").path("body")));
                if (difference.isEmpty()) {
                    scene.name(e.name(), event, event.content().path("message").stringValue(""));
                    return Verdict.MET;
                }
                nearest = "; one came, but " + difference.get();
            }
        }
        return new Verdict.NotYet(e.who() + " has not heard of " + e.type() + nearest);
    }

    private boolean isOn(@Nullable String ticket, Event event) {
        return ticket == null || event.ticket().equals(scene.ticket(ticket));
    }

    Verdict hearsNot(Expectation.HearsNot e, List<Event> events, long since) {
        Predicate<Event> concerned = scene.ticketIfAny(e.what())
                .<Predicate<Event>>map(number -> event -> event.number() > since
                        && event.record().path("ticket").stringValue("").equals(number)
                        // what was recorded before may still be on its way, and may come again
                        && isLater(event, number, events, since))
                .orElseGet(() -> scene.message(e.what())::concerns);
        return events.stream()
                .filter(event -> event.what() == What.DELIVERED && event.to().equals(e.who()))
                .filter(concerned)
                .findFirst()
                .<Verdict>map(event -> new Verdict.Broken(
                        e.who() + " heard " + event.type() + ", which is not for it (" + e.what() + ")"))
                .orElse(Verdict.MET);
    }

    private static boolean isLater(Event event, String ticket, List<Event> events, long since) {
        long before = events.stream()
                .filter(each -> each.number() <= since
                        && each.record().path("ticket").stringValue("").equals(ticket))
                .mapToLong(each -> each.record().path("sequence").longValue(0))
                .max()
                .orElse(0);
        return event.record().path("sequence").longValue(0) > before;
    }

    Verdict inOrder(Expectation.InOrder e, List<Event> events) {
        List<Long> places = new ArrayList<>();
        for (String message : e.messages()) {
            Optional<Event> first = scene.about(message, What.DELIVERED, events)
                    .filter(event -> event.to().equals(e.who()))
                    .findFirst();
            if (first.isEmpty()) {
                return new Verdict.NotYet(e.who() + " has not heard " + message);
            }
            places.add(first.get().number());
        }
        return places.stream().sorted().toList().equals(places)
                ? Verdict.MET
                : new Verdict.Broken(e.who() + " heard them in another order");
    }
}
