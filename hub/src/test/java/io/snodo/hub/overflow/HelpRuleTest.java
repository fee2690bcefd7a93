package io.snodo.hub.overflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HelpRuleTest {
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final MemberCode REGGIO = new MemberCode("c_h224");
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1));
    private static final Set<Loan> TAXES = Set.of(new Loan(REGGIO, BRESCIA, "tributi"));

    private final HelpRule rule = new HelpRule(
            Clock.fixed(NOW, ZoneOffset.UTC),
            new OverflowSettings(Duration.ofSeconds(90), Duration.ofSeconds(60), Duration.ofSeconds(5)));

    @Test
    void startsAtTheHighMarkWithAnIdleLender() {
        assertThat(starts(rule.next(situation(TAXES, List.of(waiting(BRESCIA, 5), waiting(REGGIO, 0))))))
                .containsExactly(List.of(BRESCIA, REGGIO, "urp", "tributi"));
    }

    @Test
    void leavesAQueueBelowItsHighMarkAlone() {
        assertThat(rule.next(situation(TAXES, List.of(waiting(BRESCIA, 4), waiting(REGGIO, 0)))))
                .isEmpty();
    }

    @Test
    void keepsHelpingBetweenTheMarks() {
        assertThat(rule.next(situation(TAXES, List.of(waiting(BRESCIA, 3), waiting(REGGIO, 4)), open())))
                .isEmpty();
    }

    @Test
    void endsAtTheLowMark() {
        assertThat(rule.next(situation(TAXES, List.of(waiting(BRESCIA, 2), waiting(REGGIO, 0)), open())))
                .containsExactly(new Step.Stop(open(), Episode.Why.CALMED_DOWN));
    }

    @Test
    void endsWhenTheHelperIsBusyItself() {
        assertThat(rule.next(situation(TAXES, List.of(waiting(BRESCIA, 9), waiting(REGGIO, 5)), open())))
                .containsExactly(new Step.Stop(open(), Episode.Why.HELPER_BUSY));
    }

    @Test
    void endsWhenTheHelperFallsSilent() {
        Reading silent = heard(waiting(REGGIO, 0), Duration.ofSeconds(90));
        assertThat(rule.next(situation(TAXES, List.of(waiting(BRESCIA, 9), silent), open())))
                .containsExactly(new Step.Stop(open(), Episode.Why.HELPER_SILENT));
    }

    @Test
    void endsWhenTheBusyMemberFallsSilent() {
        Reading silent = heard(waiting(BRESCIA, 9), Duration.ofSeconds(90));
        assertThat(rule.next(situation(TAXES, List.of(silent, waiting(REGGIO, 0)), open())))
                .containsExactly(new Step.Stop(open(), Episode.Why.BUSY_SILENT));
    }

    @Test
    void endsWhenTheAgreementIsGone() {
        assertThat(rule.next(situation(Set.of(), List.of(waiting(BRESCIA, 9), waiting(REGGIO, 0)), open())))
                .containsExactly(new Step.Stop(open(), Episode.Why.NO_LONGER_LENT));
    }

    @Test
    void aHubThatHasJustStartedDoesNotTakeItsOwnSilenceForTheMembers() {
        List<Reading> beforeTheRestart = List.of(
                heard(waiting(BRESCIA, 9), Duration.ofMinutes(10)), heard(waiting(REGGIO, 0), Duration.ofMinutes(10)));
        assertThat(rule.next(new Situation(TAXES, beforeTheRestart, List.of(open()), NOW.minusSeconds(5))))
                .isEmpty();
        assertThat(rule.next(new Situation(TAXES, beforeTheRestart, List.of(), NOW.minusSeconds(5))))
                .as("nor does it start help on old news")
                .isEmpty();
    }

    @Test
    void pausesBetweenTwoTimesOfHelp() {
        List<Reading> again = List.of(waiting(BRESCIA, 9), waiting(REGGIO, 0));
        assertThat(rule.next(situation(TAXES, again, ended(Duration.ofSeconds(59)))))
                .isEmpty();
        assertThat(rule.next(situation(TAXES, again, ended(Duration.ofSeconds(60)))))
                .hasSize(1);
    }

    @Test
    void doesNotAskAHelperWithoutAFreeOperator() {
        Reading nobodyFree = new Reading(REGGIO, "urp", 0, 0, 5, 2, NOW);
        assertThat(rule.next(situation(TAXES, List.of(waiting(BRESCIA, 9), nobodyFree))))
                .isEmpty();
    }

    @Test
    void asksTheLenderWithMostOperatorsFree() {
        Set<Loan> loans = Set.of(new Loan(REGGIO, BRESCIA, "tributi"), new Loan(PARMA, BRESCIA, "tributi"));
        Reading parma = new Reading(PARMA, "urp", 0, 3, 5, 2, NOW);
        assertThat(starts(rule.next(situation(loans, List.of(waiting(BRESCIA, 9), waiting(REGGIO, 0), parma)))))
                .containsExactly(List.of(BRESCIA, PARMA, "urp", "tributi"));
    }

    @Test
    void asksAnotherOnlyForASkillThatWhoHelpsAlreadyDoesNotLend() {
        Set<Loan> loans = Set.of(
                new Loan(REGGIO, BRESCIA, "anagrafe"),
                new Loan(REGGIO, BRESCIA, "tributi"),
                new Loan(PARMA, BRESCIA, "tributi"),
                new Loan(PARMA, BRESCIA, "verde"));
        List<Reading> readings = List.of(waiting(BRESCIA, 9), waiting(REGGIO, 0), waiting(PARMA, 0));
        assertThat(starts(rule.next(situation(loans, readings))))
                .containsExactly(List.of(BRESCIA, REGGIO, "urp", "anagrafe"), List.of(BRESCIA, PARMA, "urp", "verde"));
    }

    @Test
    void marksTheWrongWayRoundAskForNoHelp() {
        Reading wrong = new Reading(BRESCIA, "urp", 5, 0, 3, 6, NOW);
        assertThat(rule.next(situation(TAXES, List.of(wrong, waiting(REGGIO, 0)))))
                .isEmpty();
    }

    private static Situation situation(Set<Loan> loans, List<Reading> readings, Episode... episodes) {
        return new Situation(loans, readings, List.of(episodes), LONG_AGO);
    }

    private static Reading waiting(MemberCode member, int waiting) {
        return new Reading(member, "urp", waiting, 1, 5, 2, NOW);
    }

    private static Reading heard(Reading reading, Duration ago) {
        return new Reading(
                reading.member(),
                reading.queue(),
                reading.waiting(),
                reading.operatorsFree(),
                reading.high(),
                reading.low(),
                NOW.minus(ago));
    }

    private static Episode open() {
        return new Episode(new UUID(0, 1), BRESCIA, REGGIO, "urp", "tributi", LONG_AGO, null);
    }

    private static Episode ended(Duration ago) {
        return new Episode(
                new UUID(0, 1),
                BRESCIA,
                REGGIO,
                "urp",
                "tributi",
                LONG_AGO,
                new Episode.End(NOW.minus(ago), Episode.Why.CALMED_DOWN));
    }

    /** Who is asked for what; why is another matter. */
    private static List<List<Object>> starts(List<Step> steps) {
        return steps.stream()
                .map(step -> (Step.Start) step)
                .map(start -> List.<Object>of(start.busy(), start.helper(), start.queue(), start.skill()))
                .toList();
    }

    @Test
    void saysOfEachLenderWhyItWasChosenOrNot() {
        Set<Loan> loans = Set.of(
                new Loan(REGGIO, BRESCIA, "tributi"),
                new Loan(PARMA, BRESCIA, "tributi"),
                new Loan(VENEZIA, BRESCIA, "tributi"));
        Reading parma = new Reading(PARMA, "urp", 0, 3, 5, 2, NOW);
        Reading venezia = new Reading(VENEZIA, "urp", 0, 9, 5, 2, LONG_AGO);
        Reading busy = waiting(BRESCIA, 9);
        Step.Start start = (Step.Start) rule.next(situation(loans, List.of(busy, waiting(REGGIO, 0), parma, venezia)))
                .getFirst();
        assertThat(start.reading()).isEqualTo(busy);
        assertThat(start.considered())
                .extracting(Considered::helper, Considered::verdict)
                .containsExactlyInAnyOrder(
                        tuple(PARMA, Considered.Verdict.CHOSEN),
                        tuple(REGGIO, Considered.Verdict.FEWER_FREE),
                        tuple(VENEZIA, Considered.Verdict.NOT_HEARD));
    }
}
