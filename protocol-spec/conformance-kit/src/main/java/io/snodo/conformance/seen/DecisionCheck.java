package io.snodo.conformance.seen;

import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.seen.Event.What;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the hub has decided on a message: recorded, refused, or nothing yet. */
final class DecisionCheck {
    private final Scene scene;
    private final Fields fields;

    DecisionCheck(Scene scene, Fields fields) {
        this.scene = scene;
        this.fields = fields;
    }

    Verdict recorded(Expectation.Recorded e, List<Event> events) {
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

    Verdict refused(Expectation.Refused e, List<Event> events, long since) {
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

    Verdict rejected(Expectation.Rejected e, List<Event> events) {
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

    Verdict sameStamp(Expectation.SameStamp e, List<Event> events, long since) {
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

    Verdict unanswered(Expectation.Unanswered e, List<Event> events) {
        return Stream.of(What.RECORDED, What.REFUSED, What.REJECTED)
                .flatMap(what -> scene.about(e.message(), what, events))
                .filter(event -> event.to().equals(e.who()))
                .findFirst()
                .<Verdict>map(event -> new Verdict.Broken(e.message() + " was "
                        + event.what().name().toLowerCase(Locale.ROOT) + ", though nothing is to be said of it"))
                .orElse(Verdict.MET);
    }
}
