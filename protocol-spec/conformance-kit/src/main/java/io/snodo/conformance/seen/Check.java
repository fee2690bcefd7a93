package io.snodo.conformance.seen;

import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.seen.Event.What;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds expectations against what was seen. The same on a live run and on one that was recorded. */
public final class Check {
    private final Scene scene;
    private final Fields fields;
    private final SpokeCheck ofSpoke;

    public Check(Scene scene, Clock clock) {
        this.scene = scene;
        this.fields = new Fields(new Values(scene, clock));
        this.ofSpoke = new SpokeCheck(scene, fields);
    }

    /** {@code since} is the number of the last event before the step; only some expectations care. */
    public Verdict of(Expectation expectation, List<Event> events, long since) {
        return switch (expectation) {
            case Expectation.Recorded e -> recorded(e, events);
            case Expectation.Refused e -> refused(e, events, since);
            case Expectation.Rejected e -> rejected(e, events);
            case Expectation.SameStamp e -> sameStamp(e, events, since);
            case Expectation.Hears e -> hears(e, events);
            case Expectation.Shown e -> shown(e, events, since);
            case Expectation.NotShown e -> notShown(e, events);
            case Expectation.HearsOf e -> hearsOf(e, events);
            case Expectation.HearsNot e -> hearsNot(e, events, since);
            case Expectation.Told e -> told(e, events);
            case Expectation.InOrder e -> inOrder(e, events);
            case Expectation.Unanswered e -> unanswered(e, events);
            case Expectation.NotTold e -> notTold(e, events);
            case Expectation.Answered e -> ofSpoke.answered(e, events, since);
            case Expectation.NotAnswered e -> ofSpoke.notAnswered(e, events, since);
            case Expectation.Said e -> ofSpoke.said(e, events, since);
            case Expectation.SaidAgain e -> ofSpoke.saidAgain(e, events);
            case Expectation.SaidNoMore e -> ofSpoke.saidNoMore(e, events, since);
        };
    }

    private Verdict recorded(Expectation.Recorded e, List<Event> events) {
        Optional<Event> stamp = scene.about(e.message(), What.RECORDED, events)
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
                .flatMap(what -> scene.about(message, what, events))
                .findFirst()
                .map(event -> new Verdict.Broken(message + " was "
                        + event.what().name().toLowerCase(Locale.ROOT) + ": "
                        + event.content().path("code").stringValue("") + " "
                        + event.content().path("detail").stringValue("")
                        + event.content().path("why").stringValue("")));
    }

    private Verdict refused(Expectation.Refused e, List<Event> events, long since) {
        List<Event> all = scene.about(e.message(), What.REFUSED, events)
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
                        scene.about(e.message(), What.REJECTED, events), scene.about(e.message(), What.REFUSED, events))
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
        List<JsonNode> stamps = scene.about(e.message(), What.RECORDED, events)
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

    private Verdict shown(Expectation.Shown e, List<Event> events, long since) {
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

    private Verdict notShown(Expectation.NotShown e, List<Event> events) {
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
        long told = steps(e.who(), e.level(), e.message(), e.by(), events);
        return told >= e.times()
                ? Verdict.MET
                : new Verdict.NotYet(e.who() + " was told " + told + " times and not " + e.times() + " of " + e.level()
                        + " of " + e.message() + " by " + e.by());
    }

    private Verdict notTold(Expectation.NotTold e, List<Event> events) {
        return steps(e.who(), e.level(), e.message(), e.by(), events) == 0
                ? Verdict.MET
                : new Verdict.Broken(e.who() + " was told of " + e.level() + " of " + e.message() + " by " + e.by());
    }

    private long steps(String who, String level, String message, String by, List<Event> events) {
        String member = scene.member(by).value();
        return scene.about(message, What.TOLD, events)
                .filter(event -> event.to().equals(who))
                .map(Event::content)
                .filter(step -> step.path("by").stringValue("").equals(member)
                        && SpokeCheck.level(step).equals(level))
                .count();
    }

    private Verdict unanswered(Expectation.Unanswered e, List<Event> events) {
        return Stream.of(What.RECORDED, What.REFUSED, What.REJECTED)
                .flatMap(what -> scene.about(e.message(), what, events))
                .filter(event -> event.to().equals(e.who()))
                .findFirst()
                .<Verdict>map(event -> new Verdict.Broken(e.message() + " was "
                        + event.what().name().toLowerCase(Locale.ROOT) + ", though nothing is to be said of it"))
                .orElse(Verdict.MET);
    }

    private Verdict inOrder(Expectation.InOrder e, List<Event> events) {
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

    /** What stays forbidden until the end of the run. */
    public static boolean isProhibition(Expectation expectation) {
        return expectation instanceof Expectation.HearsNot
                || expectation instanceof Expectation.Unanswered
                || expectation instanceof Expectation.NotTold
                || expectation instanceof Expectation.NotShown
                || expectation instanceof Expectation.NotAnswered
                || expectation instanceof Expectation.SaidNoMore;
    }
}
