package io.snodo.hub.overflow;

import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When help starts and when it ends. Starting at the high mark, ending at the low one, and pausing in between keep it
 * from flapping. It decides and does nothing: the same situation at the same time leads to the same steps.
 */
final class HelpRule {
    private final Clock clock;
    private final OverflowSettings settings;

    HelpRule(Clock clock, OverflowSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** Stops come first. */
    List<Step> next(Situation situation) {
        Instant now = clock.instant();
        List<Step> steps = new ArrayList<>();
        for (Episode episode : situation.episodes()) {
            if (episode.isOpen()) {
                end(episode, situation, now).ifPresent(why -> steps.add(new Step.Stop(episode, why)));
            }
        }
        for (Reading reading : situation.readings()) {
            if (reading.isOverflowing() && isFresh(reading, now)) {
                starts(reading, situation, now, steps);
            }
        }
        return steps;
    }

    /** A helper helps with everything it lends, so another is asked only for a skill that those at work do not lend. */
    private void starts(Reading busy, Situation situation, Instant now, List<Step> steps) {
        Set<MemberCode> helping = situation.helpers(busy.member(), busy.queue());
        for (String skill : situation.skillsLentTo(busy.member())) {
            if (helping.stream().noneMatch(helper -> situation.lends(helper, busy.member(), skill))) {
                List<Considered> considered = considered(busy, skill, situation, now, steps);
                considered.stream()
                        .filter(one -> one.verdict() == Considered.Verdict.CHOSEN)
                        .map(Considered::helper)
                        .forEach(helper -> {
                            helping.add(helper);
                            steps.add(new Step.Start(busy.member(), helper, busy.queue(), skill, busy, considered));
                        });
            }
        }
    }

    private Optional<Episode.Why> end(Episode episode, Situation situation, Instant now) {
        if (!situation.lends(episode.helper(), episode.busy(), episode.skill())) {
            return Optional.of(Episode.Why.NO_LONGER_LENT);
        }
        Optional<Reading> busy = situation
                .of(episode.busy(), episode.queue())
                .filter(reading -> isHeard(reading, situation.listeningSince(), now));
        if (busy.isEmpty()) {
            return Optional.of(Episode.Why.BUSY_SILENT);
        }
        if (busy.get().hasCalmedDown()) {
            return Optional.of(Episode.Why.CALMED_DOWN);
        }
        List<Reading> helper = situation.of(episode.helper()).stream()
                .filter(reading -> isHeard(reading, situation.listeningSince(), now))
                .toList();
        if (helper.isEmpty()) {
            return Optional.of(Episode.Why.HELPER_SILENT);
        }
        return helper.stream().anyMatch(Reading::isFull) ? Optional.of(Episode.Why.HELPER_BUSY) : Optional.empty();
    }

    /** All who lend the skill, in alphabetical order; of those who are idle, the one with most operators free. */
    private List<Considered> considered(
            Reading busy, String skill, Situation situation, Instant now, List<Step> steps) {
        List<Considered> fit = new ArrayList<>();
        List<Considered> all = new ArrayList<>();
        situation.loans().stream()
                .filter(loan ->
                        loan.busy().equals(busy.member()) && loan.skill().equals(skill))
                .sorted(Comparator.comparing(Loan::helper))
                .forEach(loan -> {
                    int free = operatorsFree(loan.helper(), situation);
                    Considered one = new Considered(
                            loan.helper(),
                            situation.admits(loan, free, steps)
                                    ? verdict(busy, loan.helper(), situation, now)
                                    : Considered.Verdict.NOT_AGREED_NOW,
                            free);
                    all.add(one);
                    if (one.verdict() == Considered.Verdict.FEWER_FREE) {
                        fit.add(one);
                    }
                });
        fit.stream()
                .max(Comparator.comparingInt(Considered::operatorsFree)
                        .thenComparing(Considered::helper, Comparator.reverseOrder()))
                .ifPresent(best -> all.replaceAll(one -> one.equals(best)
                        ? new Considered(best.helper(), Considered.Verdict.CHOSEN, best.operatorsFree())
                        : one));
        return all;
    }

    /** {@link Considered.Verdict#FEWER_FREE} for whoever could help, until it is compared with the others. */
    private Considered.Verdict verdict(Reading busy, MemberCode helper, Situation situation, Instant now) {
        List<Reading> fresh = situation.of(helper).stream()
                .filter(reading -> isFresh(reading, now))
                .toList();
        if (fresh.isEmpty()) {
            return Considered.Verdict.NOT_HEARD;
        }
        if (!fresh.stream().allMatch(Reading::isIdle)) {
            return Considered.Verdict.BUSY_ITSELF;
        }
        if (fresh.stream().noneMatch(reading -> reading.operatorsFree() > 0)) {
            return Considered.Verdict.NOBODY_FREE;
        }
        return isPausing(busy.member(), helper, situation, now)
                ? Considered.Verdict.PAUSING
                : Considered.Verdict.FEWER_FREE;
    }

    private boolean isPausing(MemberCode busy, MemberCode helper, Situation situation, Instant now) {
        return situation.episodes().stream()
                .filter(e -> e.busy().equals(busy) && e.helper().equals(helper))
                .map(Episode::end)
                .anyMatch(end -> end != null && now.isBefore(end.at().plus(settings.pause())));
    }

    private static int operatorsFree(MemberCode helper, Situation situation) {
        return situation.of(helper).stream().mapToInt(Reading::operatorsFree).sum();
    }

    private boolean isFresh(Reading reading, Instant now) {
        return now.isBefore(reading.receivedAt().plus(settings.freshness()));
    }

    /** Not fresh perhaps, but not silent either: a hub that has just started has heard nobody yet. */
    private boolean isHeard(Reading reading, Instant listeningSince, Instant now) {
        return isFresh(reading, now) || now.isBefore(listeningSince.plus(settings.freshness()));
    }
}
