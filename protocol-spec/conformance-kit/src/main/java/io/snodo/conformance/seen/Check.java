package io.snodo.conformance.seen;

import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.seen.Event.What;
import java.time.Clock;
import java.util.List;

/** Holds expectations against what was seen. The same on a live run and on one that was recorded. */
public final class Check {
    private final Scene scene;
    private final DecisionCheck decisions;
    private final DeliveryCheck deliveries;
    private final SpokeCheck ofSpoke;

    public Check(Scene scene, Clock clock) {
        this.scene = scene;
        Fields fields = new Fields(new Values(scene, clock));
        this.decisions = new DecisionCheck(scene, fields);
        this.deliveries = new DeliveryCheck(scene, fields);
        this.ofSpoke = new SpokeCheck(scene, fields);
    }

    /** {@code since} is the number of the last event before the step; only some expectations care. */
    public Verdict of(Expectation expectation, List<Event> events, long since) {
        return switch (expectation) {
            case Expectation.Recorded e -> decisions.recorded(e, events);
            case Expectation.Refused e -> decisions.refused(e, events, since);
            case Expectation.Rejected e -> decisions.rejected(e, events);
            case Expectation.SameStamp e -> decisions.sameStamp(e, events, since);
            case Expectation.Hears e -> deliveries.hears(e, events);
            case Expectation.Shown e -> deliveries.shown(e, events, since);
            case Expectation.NotShown e -> deliveries.notShown(e, events);
            case Expectation.HearsOf e -> deliveries.hearsOf(e, events);
            case Expectation.HearsNot e -> deliveries.hearsNot(e, events, since);
            case Expectation.Told e -> told(e, events);
            case Expectation.InOrder e -> deliveries.inOrder(e, events);
            case Expectation.Unanswered e -> decisions.unanswered(e, events);
            case Expectation.NotTold e -> notTold(e, events);
            case Expectation.Answered e -> ofSpoke.answered(e, events, since);
            case Expectation.NotAnswered e -> ofSpoke.notAnswered(e, events, since);
            case Expectation.Said e -> ofSpoke.said(e, events, since);
            case Expectation.SaidAgain e -> ofSpoke.saidAgain(e, events);
            case Expectation.SaidNoMore e -> ofSpoke.saidNoMore(e, events, since);
        };
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
