package io.snodo.conformance.seen;

import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.seen.Scene.Sent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds expectations against what was seen. The same on a live run and on one that was recorded. */
public final class Check {
    private final Scene scene;
    private final Fields fields;
    private final Values values;

    public Check(Scene scene, Clock clock) {
        this.scene = scene;
        this.values = new Values(scene, clock);
        this.fields = new Fields(values);
    }

    /** {@code since} is the number of the last event before the step; only some expectations care. */
    public Verdict of(Expectation expectation, List<Event> events, long since) {
        return switch (expectation) {
            case Expectation.Recorded e -> recorded(e, events);
            case Expectation.Refused e -> refused(e, events, since);
            case Expectation.Rejected e -> rejected(e, events);
            case Expectation.SameStamp e -> sameStamp(e, events, since);
            case Expectation.Hears e -> hears(e, events);
            case Expectation.HearsOf e -> hearsOf(e, events);
            case Expectation.HearsNot e -> hearsNot(e, events, since);
            case Expectation.Told e -> told(e, events);
            case Expectation.InOrder e -> inOrder(e, events);
            case Expectation.Answered e -> answered(e, events, since);
            case Expectation.NotAnswered e -> notAnswered(e, events, since);
            case Expectation.Said e -> said(e, events, since);
            case Expectation.SaidAgain e -> saidAgain(e, events);
            case Expectation.SaidNoMore e -> saidNoMore(e, events, since);
        };
    }

    private Stream<Event> about(String message, What what, List<Event> events) {
        Sent sent = scene.message(message);
        return events.stream().filter(event -> event.what() == what && sent.concerns(event));
    }

    private Verdict recorded(Expectation.Recorded e, List<Event> events) {
        Optional<Event> stamp = about(e.message(), What.RECORDED, events)
                .filter(event -> event.to().equals(e.who()))
                .findFirst();
        if (stamp.isPresent()) {
            return fields.difference(e.record(), stamp.get().record())
                    .<Verdict>map(difference -> new Verdict.Broken("in the record, " + difference))
                    .orElse(Verdict.MET);
        }
        return unexpected(e.message(), events, What.REFUSED, What.REJECTED)
                .orElseGet(() -> new Verdict.NotYet("no stamp for " + e.message()));
    }

    /** What came instead. */
    private Optional<Verdict> unexpected(String message, List<Event> events, What... instead) {
        return Stream.of(instead)
                .flatMap(what -> about(message, what, events))
                .findFirst()
                .map(event -> new Verdict.Broken(message + " was "
                        + event.what().name().toLowerCase(java.util.Locale.ROOT) + ": "
                        + event.content().path("code").stringValue("") + " "
                        + event.content().path("detail").stringValue("")
                        + event.content().path("why").stringValue("")));
    }

    private Verdict refused(Expectation.Refused e, List<Event> events, long since) {
        List<Event> all = about(e.message(), What.REFUSED, events)
                .filter(event -> event.to().equals(e.who()) && event.number() > since)
                .toList();
        if (all.isEmpty()) {
            return unexpected(
                            e.message(),
                            events.stream().filter(x -> x.number() > since).toList(),
                            What.RECORDED,
                            What.REJECTED)
                    .orElseGet(() -> new Verdict.NotYet("no refusal of " + e.message()));
        }
        JsonNode problem = all.getLast().content();
        String code = problem.path("code").stringValue("");
        String detail = problem.path("detail").stringValue("");
        if (!code.equals(e.code())) {
            return new Verdict.Broken("refused with " + code + " " + detail + " and not with " + e.code());
        }
        if (e.detail() != null && !Pattern.matches(e.detail(), detail)) {
            return new Verdict.Broken("the detail is \"" + detail + "\" and not " + e.detail());
        }
        return fields.difference(e.present(), problem.path("present"))
                .<Verdict>map(difference -> new Verdict.Broken("in present, " + difference))
                .orElse(Verdict.MET);
    }

    private Verdict rejected(Expectation.Rejected e, List<Event> events) {
        Optional<Event> no = Stream.concat(
                        about(e.message(), What.REJECTED, events), about(e.message(), What.REFUSED, events))
                .findFirst();
        if (no.isEmpty()) {
            return unexpected(e.message(), events, What.RECORDED)
                    .orElseGet(() -> new Verdict.NotYet("neither broker nor hub said no to " + e.message()));
        }
        JsonNode content = no.get().content();
        return content.path("code").stringValue("").equals(e.code())
                        || content.path("why").stringValue("").contains(e.code())
                ? Verdict.MET
                : new Verdict.Broken("the no to " + e.message() + " does not say " + e.code());
    }

    private Verdict sameStamp(Expectation.SameStamp e, List<Event> events, long since) {
        List<JsonNode> stamps = about(e.message(), What.RECORDED, events)
                .filter(event -> event.to().equals(e.who()))
                .map(event -> event.content().path("stamp"))
                .toList();
        if (stamps.stream().distinct().count() > 1) {
            return new Verdict.Broken("the stamps of " + e.message() + " are not the same");
        }
        return stamps.size() >= 2
                ? Verdict.MET
                : unexpected(
                                e.message(),
                                events.stream()
                                        .filter(event -> event.number() > since)
                                        .toList(),
                                What.REFUSED)
                        .orElseGet(() -> new Verdict.NotYet(stamps.size() + " stamps of " + e.message()));
    }

    private Verdict hears(Expectation.Hears e, List<Event> events) {
        List<Event> heard = about(e.message(), What.DELIVERED, events)
                .filter(event -> event.to().equals(e.who()))
                .toList();
        if (heard.size() < e.times()) {
            return new Verdict.NotYet(
                    e.who() + " has heard " + e.message() + " " + heard.size() + " times and not " + e.times());
        }
        if (heard.stream()
                        .map(event -> event.content().path("message"))
                        .distinct()
                        .count()
                > 1) {
            return new Verdict.Broken(e.message() + " was delivered in two spellings");
        }
        return fields.difference(e.record(), heard.getFirst().record())
                .<Verdict>map(difference -> new Verdict.Broken("in the record, " + difference))
                .orElse(Verdict.MET);
    }

    private Verdict hearsOf(Expectation.HearsOf e, List<Event> events) {
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
                    name(e.name(), event, event.content().path("message").stringValue(""));
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

    private void name(String name, Event event, String jws) {
        scene.name(
                name,
                new Sent(
                        event.message(),
                        String.valueOf(event.message()),
                        event.from(),
                        jws,
                        event.content().path("envelope")));
    }

    private Verdict hearsNot(Expectation.HearsNot e, List<Event> events, long since) {
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

    private Verdict told(Expectation.Told e, List<Event> events) {
        String by = scene.member(e.by()).value();
        long told = about(e.message(), What.TOLD, events)
                .filter(event -> event.to().equals(e.who()))
                .map(Event::content)
                .filter(step -> step.path("by").stringValue("").equals(by)
                        && level(step).equals(e.level()))
                .count();
        return told >= e.times()
                ? Verdict.MET
                : new Verdict.NotYet(e.who() + " was told " + told + " times and not " + e.times() + " of " + e.level()
                        + " of " + e.message() + " by " + e.by());
    }

    private static String level(JsonNode entry) {
        String refusal = entry.path("refusal").stringValue("");
        return refusal.isEmpty() ? entry.path("level").stringValue("") : "refused " + refusal;
    }

    private Verdict inOrder(Expectation.InOrder e, List<Event> events) {
        List<Long> places = new ArrayList<>();
        for (String message : e.messages()) {
            Optional<Event> first = about(message, What.DELIVERED, events)
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

    private Verdict answered(Expectation.Answered e, List<Event> events, long since) {
        Sent delivered = scene.message(e.message());
        List<Event> receipts = about(e.message(), What.RECEIPT, events)
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

    private Verdict notAnswered(Expectation.NotAnswered e, List<Event> events, long since) {
        return about(e.message(), What.RECEIPT, events)
                        .filter(event -> event.number() > since)
                        .anyMatch(event -> e.level().equals("anything")
                                || level(event.content()).equals(e.level()))
                ? new Verdict.Broken(e.message() + " was answered with " + e.level())
                : Verdict.MET;
    }

    private Verdict said(Expectation.Said e, List<Event> events, long since) {
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
                    name(e.name(), event, event.content().path("jws").stringValue(""));
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

    private Verdict saidAgain(Expectation.SaidAgain e, List<Event> events) {
        List<Event> all = about(e.message(), What.SAID, events).toList();
        if (all.stream().map(event -> event.content().path("jws")).distinct().count() > 1) {
            return new Verdict.Broken(e.message() + " was repeated in other octets");
        }
        return all.size() >= e.times()
                ? Verdict.MET
                : new Verdict.NotYet(e.message() + " was said " + all.size() + " times and not " + e.times());
    }

    private Verdict saidNoMore(Expectation.SaidNoMore e, List<Event> events, long since) {
        return about(e.message(), What.SAID, events).anyMatch(event -> event.number() > since)
                ? new Verdict.Broken(e.message() + " was said again")
                : Verdict.MET;
    }

    /** What stays forbidden until the end of the run. */
    public static boolean isProhibition(Expectation expectation) {
        return expectation instanceof Expectation.HearsNot
                || expectation instanceof Expectation.NotAnswered
                || expectation instanceof Expectation.SaidNoMore;
    }

    /** The words of a case, as they stand for things here. */
    public Values values() {
        return values;
    }

    Map<String, io.snodo.messages.MemberCode> members() {
        return scene.members();
    }
}
